/** A progress bar on the error stream: redrawn in a terminal, a line at each quarter elsewhere. */

export interface ProgressBar {
  step(): void;
  end(): void;
}

const WIDTH = 30;

/** Starts a bar of `total` steps. */
export function progressBar(label: string, total: number, stream: NodeJS.WriteStream = process.stderr): ProgressBar {
  let done = 0;
  let quarter = 0;

  function draw(): void {
    const filled = total === 0 ? WIDTH : Math.round((done / total) * WIDTH);
    stream.write(`\r${label} [${'█'.repeat(filled)}${'·'.repeat(WIDTH - filled)}] ${done}/${total}`);
  }
  return {
    step() {
      done += 1;
      if (stream.isTTY) return draw();
      const reached = Math.floor((done / total) * 4);
      if (reached > quarter) stream.write(`${label}: ${done}/${total}\n`);
      quarter = reached;
    },
    end() {
      if (stream.isTTY) stream.write('\n');
    },
  };
}
