var r={nl:()=>import("./part-KNP4BZUH.js"),en:()=>import("./part-WUMMI6XX.js")};async function e(t){let{default:n}=await r[t]();return n.trimEnd().split(`
`)}export{e as a};
