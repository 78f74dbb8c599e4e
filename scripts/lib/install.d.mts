/** The part of a lockfile that decides whether an installation is stale. */
export interface Lock {
  packages?: Record<
    string,
    {
      version?: string;
      optional?: boolean;
      devOptional?: boolean;
      peer?: boolean;
      dependencies?: Record<string, string>;
    }
  >;
}

export function packagedNode(root: string, platform?: NodeJS.Platform): string;
export function staleReason(root: string): string | undefined;
export function firstDifference(lock: Lock, installed: Lock): string | undefined;
export function install(root: string, reason: string): Promise<void>;
