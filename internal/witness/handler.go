package witness

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/gehoor/gehoor/internal/register"
)

// SizeType is the content type of the size that a witness answers when a log
// thinks that it stands elsewhere.
const SizeType = "text/x.tlog.size"

// Handler answers add-checkpoint below the root, and GET /<origin hash>/checkpoint
// (C2SP tlog-witness, "HTTP Interface"). The log gets a line for what a log that
// is known did wrong, and none for what strangers send; it never holds an
// address.
func (w *Witness) Handler(log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /add-checkpoint", func(rw http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, register.MaxAddBytes))
		if err != nil {
			answer(rw, http.StatusBadRequest, "the request cannot be read, or is too large\n")
			return
		}
		line, err := w.Add(body)
		if err != nil {
			refuse(rw, log, body, err)
			return
		}
		answer(rw, http.StatusOK, string(line))
	})
	mux.HandleFunc("GET /{origin}/checkpoint", func(rw http.ResponseWriter, r *http.Request) {
		msg, err := w.Last(r.PathValue("origin"))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			answer(rw, http.StatusNotFound, "no checkpoint of such a log was cosigned\n")
		case err != nil:
			log.Error("last checkpoint", "error", err.Error())
			answer(rw, http.StatusInternalServerError, "the witness failed\n")
		default:
			answer(rw, http.StatusOK, string(msg))
		}
	})
	return mux
}

func answer(w http.ResponseWriter, status int, body string) {
	h := w.Header()
	if h.Get("Content-Type") == "" {
		h.Set("Content-Type", register.CheckpointType)
	}
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

// refuse answers with the status that the protocol gives each reason.
func refuse(w http.ResponseWriter, log *slog.Logger, request []byte, err error) {
	var elsewhere *StandsElsewhere
	switch {
	case errors.As(err, &elsewhere):
		w.Header().Set("Content-Type", SizeType)
		answer(w, http.StatusConflict, fmt.Sprintf("%d\n", elsewhere.Size))
	case errors.Is(err, ErrMalformed):
		answer(w, http.StatusBadRequest, "no request of c2sp.org/tlog-witness\n")
	case errors.Is(err, ErrUnknownLog):
		answer(w, http.StatusNotFound, "this witness does not know the log\n")
	case errors.Is(err, ErrSignature):
		answer(w, http.StatusForbidden, "not signed by the log's key\n")
	case errors.Is(err, ErrInconsistent):
		log.Error("a log shows another history than was cosigned", "log", originOf(request), "error", err.Error())
		answer(w, http.StatusUnprocessableEntity, "not consistent with what was cosigned\n")
	default:
		log.Error("cosign", "log", originOf(request), "error", err.Error())
		answer(w, http.StatusInternalServerError, "the witness failed\n")
	}
}

// originOf is the log of a request whose signature was verified.
func originOf(request []byte) string {
	r, err := register.ParseAddCheckpoint(request)
	if err != nil {
		return ""
	}
	c, _ := register.PeekCheckpoint(r.Checkpoint)
	return string(c.Origin)
}
