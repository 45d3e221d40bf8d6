// The two configurations that are compared: what the construct writes, and what somebody writes by hand.
import { fork } from "node:child_process";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { domainsOf } from "../cdktf/programs/domains.mjs";

const byHand = path.join(import.meta.dirname, "by-hand");

/** Writes the configuration for that many domains into a folder. */
export const programs = {
  async construct(folder, domains) {
    const outdir = path.join(folder, "cdktf.out");
    await synthesise(outdir, domains);
    const written = JSON.parse(await readFile(path.join(outdir, "stacks", "mta-sts", "cdk.tf.json"), "utf8"));
    // The framework keeps the state beside the program; here it belongs in the folder, and goes with it.
    delete written.terraform.backend;
    await writeFile(path.join(folder, "cdk.tf.json"), JSON.stringify(written, undefined, 2));
    await rm(outdir, { recursive: true });
  },
  async byHand(folder, domains) {
    await mkdir(folder, { recursive: true });
    await copyFile(path.join(byHand, "common.tf"), path.join(folder, "common.tf"));
    const text = await readFile(path.join(byHand, "d0001.tf"), "utf8");
    for (const { domain } of domainsOf(domains)) {
      const number = domain.slice(1, domain.indexOf("."));
      await writeFile(path.join(folder, `d${number}.tf`), text.replaceAll("0001", number));
    }
  },
};

/** In a process of its own, as in the benchmark of the synthesis. */
function synthesise(outdir, domains) {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, "..", "cdktf", "synth.mjs"), [
      "construct",
      String(domains),
      outdir,
    ]);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`the synthesis ended with ${code}`))));
  });
}
