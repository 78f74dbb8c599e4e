declare module 'njre' {
  interface Options {
    type?: 'jre' | 'jdk';
    /** The archive is unpacked into a folder `jre` beside this path, whose parent must exist. */
    installPath?: string;
  }

  /** Resolves to the folder that holds the unpacked runtime's own folder. */
  export default function install(version: number, options?: Options): Promise<string>;
}
