import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "../wangge/ui/static/ui/dist",
    emptyOutDir: true,
    manifest: true,
    target: ["chrome87", "firefox78", "safari14"],
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      input: "src/main.js",
      // htmx carries an eval that the page turns off (allowEval:false) and the CSP forbids
      checks: { eval: false, pluginTimings: false },
    },
  },
  css: { preprocessorOptions: { scss: { loadPaths: ["node_modules"] } } },
});
