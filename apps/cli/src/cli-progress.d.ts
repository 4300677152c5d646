declare module "cli-progress" {
  export class SingleBar {
    constructor(options: {
      format?: string;
      clearOnComplete?: boolean;
      hideCursor?: boolean;
      stream?: NodeJS.WritableStream;
      noTTYOutput?: boolean;
    });
    start(total: number, startValue: number, payload?: object): void;
    update(value: number, payload?: object): void;
    stop(): void;
  }
}
