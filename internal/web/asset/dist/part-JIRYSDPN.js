var e=class extends Error{constructor(o){super(o);this.code=o}code;name="Refusal"};export{e as a};
