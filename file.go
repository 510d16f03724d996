package gehoor

// Part is one piece of a file as it is sealed: ciphertext in the blob store,
// named by its hash as content is. The facts that add a file name its parts in
// their order.
type Part struct {
	ID ContentID `json:"id"`
	// Size is how many bytes of ciphertext there are.
	Size int64 `json:"size"`
}

// MaxParts bounds one file: 256 parts of 8 MiB are 2 GiB, an hour of film, and
// their names fit into one event ([MaxEventBytes]) and one sealed content.
const MaxParts = 256

// Codes of refusals about files.
const (
	// CodeFileTooLarge: a file is over its limit; args: limit.
	CodeFileTooLarge Code = "file.too-large"
	// CodeFileFull: somebody has sent as much as one may; args: limit.
	CodeFileFull Code = "file.full"
	// CodeFileRoom: there is no room for files now, for nobody or for nobody who
	// is not of staff. There is always room for words.
	CodeFileRoom Code = "file.no-room"
	// CodeFileBusy: as many parts are coming at this moment as may; the next one
	// is taken soon.
	CodeFileBusy Code = "file.busy"
	// CodeFilePart: a part that a file names is not there, or not this sender's.
	CodeFilePart Code = "file.part-missing"
)
