var r={nl:()=>import("./part-ZA4H3RWX.js"),en:()=>import("./part-BYFYZP7J.js")};async function e(t){let{default:n}=await r[t]();return n.trimEnd().split(`
`)}export{e as a};
