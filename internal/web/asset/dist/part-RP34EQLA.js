import{a}from"./part-UQ3DDOFB.js";import"./part-XMMIZ4CF.js";import"./part-3JJONQUG.js";import"./part-SHPMKVVC.js";export{a as cleanJpeg};
