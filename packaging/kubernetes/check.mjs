// Checks Kubernetes manifests against the schemas of the Kubernetes API: node check.mjs FILE...
import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";

let wrong = 0;
for (const file of process.argv.slice(2)) {
  for (const document of parseAllDocuments(readFileSync(file, "utf8"))) {
    const manifest = document.errors.length ? {} : document.toJS();
    const name = `${manifest.kind} ${manifest.metadata?.name}`;
    try {
      if (document.errors.length) throw document.errors[0];
      const { [manifest.kind]: Kind } = await import(
        `kubernetes-models/${manifest.apiVersion}/${manifest.kind}`
      );
      new Kind(manifest).validate();
      console.log(`${file}: ${name}: valid`);
    } catch (error) {
      wrong++;
      console.error(`${file}: ${name}: ${error.message}`);
    }
  }
}
if (wrong || process.argv.length < 3) process.exit(1);
