// The configurations that are compared: what the construct writes, and what somebody writes by hand, in CDKTF and in HCL.
import { fork } from "node:child_process";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { domainsOf } from "../cdktf/programs/domains.mjs";

const byHand = path.join(import.meta.dirname, "by-hand");

/** Writes the configuration for that many domains into a folder. */
export const programs = {
  construct: (folder, domains) => writeJson("construct", folder, domains),
  cdktf: (folder, domains) => writeJson("by-hand", folder, domains),
  async hcl(folder, domains) {
    await mkdir(folder, { recursive: true });
    await copyFile(path.join(byHand, "common.tf"), path.join(folder, "common.tf"));
    const text = await readFile(path.join(byHand, "d0001.tf"), "utf8");
    for (const { domain } of domainsOf(domains)) {
      const number = domain.slice(1, domain.indexOf("."));
      await writeFile(path.join(folder, `d${number}.tf`), text.replaceAll("0001", number));
    }
  },
};

async function writeJson(program, folder, domains) {
  const outdir = path.join(folder, "cdktf.out");
  await synthesise(program, outdir, domains);
  const written = JSON.parse(await readFile(path.join(outdir, "stacks", "mta-sts", "cdk.tf.json"), "utf8"));
  // The framework keeps the state beside the program; here it belongs in the folder, and goes with it.
  delete written.terraform.backend;
  await writeFile(path.join(folder, "cdk.tf.json"), JSON.stringify(written, undefined, 2));
  await rm(outdir, { recursive: true });
}

/** In a process of its own, as in the benchmark of the synthesis. */
function synthesise(program, outdir, domains) {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, "..", "cdktf", "synth.mjs"), [program, String(domains), outdir]);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`the synthesis ended with ${code}`))));
  });
}
