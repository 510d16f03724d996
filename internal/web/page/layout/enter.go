package layout

// PathEnter is where somebody of staff enters what was told to them.
const PathEnter = PathStaff + "/invoeren"
