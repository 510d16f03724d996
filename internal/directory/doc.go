// Package directory knows the organisation: its root and custodians, the people
// who work with Gehoor, their roles and keys, and for every office who receives
// signals about it. These are facts in streams of their own, like any other.
//
// Rules:
//
//   - A key counts only with the root's signature. The server stores the note
//     and shows it to everybody; browsers check it before they seal (the server
//     could lie; a client that pinned the root would notice).
//   - An office has at least two independent holders, or the external desk's
//     are added ([Triage]). Somebody whom the reporter strikes never counts.
//   - Nobody's name is here, unless the organisation publishes it.
//
// It never decides who is in conflict with a case: that is a fact of the dossier.
package directory
