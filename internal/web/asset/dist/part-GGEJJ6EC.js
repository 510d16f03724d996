var r={nl:()=>import("./part-HW7474VT.js"),en:()=>import("./part-MU7MJZLS.js")};async function e(t){let{default:n}=await r[t]();return n.trimEnd().split(`
`)}export{e as a};
