@rem npm scripts start with "exec", so that signals reach the command and not a shell; here it is a no-op.
@%*
