// dependency-cruiser asks swc to read every file as plain TypeScript, and so fails on the first element of a .tsx.
// Loaded before it (node --require), this makes swc read such files as what they are.
const swc = require("@swc/core");

const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: /\.[jt]sx$/.test(file) });
