package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// Filed is how fast a large file is sent and fetched, in MiB of sealed bytes a
// second, one part after another as a browser does, and beside it what the same
// machine does with the same bytes without us.
type Filed struct {
	Store string `json:"store"` // "folder" or "bucket"
	Parts int    `json:"parts"`
	// Up is from the first byte of a part's request to the whole answer, which
	// comes when the part is durable; Down likewise. Client and server share the
	// machine's cores.
	Up   float64 `json:"up_mib_per_second"`
	Down float64 `json:"down_mib_per_second"`
	// CopyUp puts the same parts into the same store with the same durability and
	// nothing else: in a folder write, fsync, rename, fsync of the folder; in a
	// bucket one PUT. CopyDown reads them. In a folder all that is read comes from
	// the disk: the kernel is made to forget it first.
	CopyUp   float64 `json:"copy_up_mib_per_second"`
	CopyDown float64 `json:"copy_down_mib_per_second"`
	// CarriedUp and CarriedDown are a plain copy over HTTP: a server of this
	// machine that does the same as CopyUp and CopyDown and looks at nothing. It is
	// what is left for a server to reach.
	CarriedUp   float64 `json:"carried_up_mib_per_second"`
	CarriedDown float64 `json:"carried_down_mib_per_second"`
	// Hash is how fast one core computes SHA-256, which every byte that comes in
	// must pass.
	Hash float64 `json:"sha256_mib_per_second"`
	// Peak is the most memory that the server held in all, in MiB (RSS).
	Peak float64 `json:"peak_mib"`
}

// filesRound is how many parts are sealed at once, before the clock runs: what
// the measurement itself holds in memory.
const filesRound = 8

// files measures on SQLite: which database it is changes nothing for a part.
func files(ctx context.Context, o Options) (f Filed, err error) {
	b := &filesBench{o: o, figures: Filed{Parts: o.Parts}}
	defer func() { err = errors.Join(err, b.close()) }()
	if err := b.open(ctx); err != nil {
		return f, err
	}
	if err := b.run(ctx); err != nil {
		return f, err
	}
	b.figures.Peak = memoryOf(b.server.run.Process.Pid, "VmHWM")
	return b.figures, nil
}

// filesBench is the server as a process of its own, and the plain store beside it.
type filesBench struct {
	o       Options
	figures Filed
	dir     string
	server  *child
	cookie  string
	client  *http.Client
	plain   plainStore
	carrier *carrier
	// sealer makes the file, parts are what it has so far.
	sealer *endpoint.FileSealer
	to     seal.Recipient
	parts  []gehoor.Part
}

func (b *filesBench) open(ctx context.Context) error {
	b.o.Note("files: starting the program")
	var err error
	if b.dir, err = os.MkdirTemp(b.o.Dir, "gehoor-bench-files-"); err != nil {
		return err
	}
	letter, err := b.found(ctx)
	if err != nil {
		return err
	}
	in := &installation{dir: filepath.Join(b.dir, "data"), env: bucketEnv(b.o.Bucket)}
	if b.server, err = in.start(ctx, b.o.Program); err != nil {
		return err
	}
	b.client = newClient(1)
	if b.cookie, err = b.receive(ctx, letter); err != nil {
		return err
	}
	if b.figures.Store, b.plain, err = newPlain(ctx, b.o.Bucket, filepath.Join(b.dir, "plain")); err != nil {
		return err
	}
	if b.carrier, err = carry(b.plain); err != nil {
		return err
	}
	key, err := unseal.NewIdentity()
	if err != nil {
		return err
	}
	b.to = key.Recipient()
	b.sealer = endpoint.NewFileSealer(veenhaven.Org, b.to)
	return nil
}

// found makes a data folder with the municipality, and a sealed signal.
func (b *filesBench) found(ctx context.Context) (sent, error) {
	data := filepath.Join(b.dir, "data")
	if err := os.Mkdir(data, 0o700); err != nil {
		return sent{}, err
	}
	m, err := newMunicipality()
	if err != nil {
		return sent{}, err
	}
	s, err := m.serve(ctx, &sqliteEngine{dir: b.dir}, filepath.Join(data, "gehoor.db"))
	if err != nil {
		return sent{}, err
	}
	to, err := s.cases.Preview(ctx, veenhaven.Org, office, nil)
	if err := errors.Join(err, s.close(), m.writeFolder(data)); err != nil {
		return sent{}, err
	}
	return load{root: m.root, to: to}.seal(false)
}

// receive sends the signal to which files are added, and returns its reporter's
// session.
func (b *filesBench) receive(ctx context.Context, letter sent) (string, error) {
	answer, text, err := b.ask(ctx, http.MethodPost, pathSignal, bytes.NewReader(letter.body))
	if err != nil || !opened(answer.StatusCode, text) {
		return "", fmt.Errorf("the signal was not received: %w", errors.Join(err, fmt.Errorf("%.200s", text)))
	}
	for _, c := range answer.Cookies() {
		if c.Value != "" && c.MaxAge >= 0 {
			return c.Name + "=" + c.Value, nil
		}
	}
	return "", errors.New("the signal was received without a session")
}

// ask sends what a page's script does; the body has a known size.
func (b *filesBench) ask(ctx context.Context, method, path string, body io.Reader) (*http.Response, []byte, error) {
	r, err := http.NewRequestWithContext(ctx, method, strings.TrimSuffix(b.server.url, "/")+path, body)
	if err != nil {
		return nil, nil, err
	}
	for name, value := range map[string]string{
		"Accept": "application/json", "X-Language": "nl", "Sec-Fetch-Site": "same-origin", "Cookie": b.cookie,
	} {
		r.Header.Set(name, value)
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/json")
	}
	answer, err := b.client.Do(r)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer))
	return answer, text, err
}

// The addresses of files (web/routes.go).
const (
	pathPart  = "/api/box/part/"
	pathFile  = "/api/box/file"
	pathFiles = "/api/box/file/"
)

// run sends and fetches the file; what is compared takes turns, part by part.
func (b *filesBench) run(ctx context.Context) error {
	var up, copyUp, carriedUp, hash, down, copyDown, carriedDown rate
	for left := b.o.Parts; left > 0; left -= filesRound {
		b.o.Note(fmt.Sprintf("files: %d of %d parts sent", b.o.Parts-left, b.o.Parts))
		sealed, err := b.seal(min(left, filesRound))
		if err != nil {
			return err
		}
		for _, p := range sealed {
			err := errors.Join(
				copyUp.time(len(p), func() error { return b.plain.put(ctx, seal.NameOf(p), p) }),
				carriedUp.time(len(p), func() error { return b.carrier.put(ctx, seal.NameOf(p), p) }),
				up.time(len(p), func() error { return b.put(ctx, p) }),
				hash.time(len(p), func() error { _ = seal.NameOf(p); return nil }),
			)
			if err != nil {
				return err
			}
		}
	}
	file, err := b.add(ctx)
	if err != nil {
		return err
	}
	b.o.Note("files: fetching")
	room := make([]byte, seal.MaxPartBytes)
	for _, p := range b.parts {
		got := room[:p.Size]
		for _, from := range []struct {
			r   *rate
			get func() error
		}{
			{&copyDown, func() error { return b.plain.get(ctx, p.ID, got) }},
			{&carriedDown, func() error { return b.carrier.get(ctx, p.ID, got) }},
			{&down, func() error { return b.get(ctx, file, p.ID, got) }},
		} {
			if err := b.cold(p.ID); err != nil {
				return err
			}
			clear(got)
			if err := from.r.time(len(got), from.get); err != nil {
				return err
			}
			if seal.NameOf(got) != p.ID {
				return errors.New("a part came back as another one")
			}
		}
	}
	f := &b.figures
	f.Up, f.CopyUp, f.CarriedUp, f.Hash = up.mib(), copyUp.mib(), carriedUp.mib(), hash.mib()
	f.Down, f.CopyDown, f.CarriedDown = down.mib(), copyDown.mib(), carriedDown.mib()
	return nil
}

// cold has a part come from the disk, wherever it is read.
func (b *filesBench) cold(id gehoor.ContentID) error {
	f, ok := b.plain.(plainFolder)
	if !ok {
		return nil // the service's own memory is its own matter
	}
	own := filepath.Join(b.dir, "data", "files", blob.Key{Org: veenhaven.Org, ID: id}.Path())
	return errors.Join(forget(own), forget(filepath.Join(f.kept, string(id))))
}

// seal makes the file's next parts, of random bytes.
func (b *filesBench) seal(n int) ([][]byte, error) {
	piece, body := seal.NewPiece(), make([]byte, seal.MaxPartBody)
	all := make([][]byte, n)
	for i := range all {
		random(body[:1<<10]) // each part another one
		if _, err := piece.Fill(bytes.NewReader(body)); err != nil {
			return nil, err
		}
		part, sealed, err := b.sealer.Seal(piece)
		if err != nil {
			return nil, err
		}
		all[i] = bytes.Clone(sealed)
		b.parts = append(b.parts, part)
	}
	return all, nil
}

func (b *filesBench) put(ctx context.Context, sealed []byte) error {
	answer, text, err := b.ask(ctx, http.MethodPut, pathPart+string(seal.NameOf(sealed)), bytes.NewReader(sealed))
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusNoContent {
		return fmt.Errorf("a part was answered with %d: %.200s", answer.StatusCode, text)
	}
	return nil
}

// add adds the file, whose parts were sent, and returns its name.
func (b *filesBench) add(ctx context.Context) (gehoor.ContentID, error) {
	manifest, err := seal.Seal(veenhaven.Org, seal.File, b.sealer.Manifest("opname.mp4", "video/mp4").Body(), b.to)
	if err != nil {
		return "", err
	}
	body, err := json.Marshal(map[string]any{"manifest": manifest, "parts": b.parts})
	if err != nil {
		return "", err
	}
	answer, text, err := b.ask(ctx, http.MethodPost, pathFile, bytes.NewReader(body))
	if err == nil && answer.StatusCode != http.StatusNoContent {
		err = fmt.Errorf("the file was answered with %d: %.200s", answer.StatusCode, text)
	}
	return seal.NameOf(manifest), err
}

// get fetches a part into got.
func (b *filesBench) get(ctx context.Context, file, part gehoor.ContentID, got []byte) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(b.server.url, "/")+pathFiles+string(file)+"/"+string(part), nil)
	if err != nil {
		return err
	}
	r.Header.Set("Cookie", b.cookie)
	return receiveInto(b.client, r, got)
}

// receiveInto fetches exactly as many bytes as there is room for.
func receiveInto(client *http.Client, r *http.Request, got []byte) error {
	answer, err := client.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK || answer.ContentLength != int64(len(got)) {
		return fmt.Errorf("fetching a part was answered with %d and %d bytes", answer.StatusCode, answer.ContentLength)
	}
	_, err = io.ReadFull(answer.Body, got)
	return err
}

func (b *filesBench) close() error {
	var err error
	if b.carrier != nil {
		err = b.carrier.close()
	}
	if b.client != nil {
		b.client.CloseIdleConnections()
	}
	if b.server != nil {
		err = errors.Join(err, b.server.stop())
	}
	if b.plain != nil {
		// What the server put there goes too.
		ctx := context.Background()
		for _, p := range b.parts {
			err = errors.Join(err, b.plain.remove(ctx, p.ID))
		}
	}
	if b.dir != "" {
		err = errors.Join(err, os.RemoveAll(b.dir))
	}
	return err
}

// rate adds up what is timed.
type rate struct {
	bytes int
	spent time.Duration
}

func (r *rate) time(bytes int, do func() error) error {
	began := time.Now()
	err := do()
	r.spent += time.Since(began)
	r.bytes += bytes
	return err
}

func (r *rate) mib() float64 { return perSecond(r.bytes, r.spent) / (1 << 20) }
