package journey_test

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// site is a server and the front before it, whose address stays.
type site struct {
	*server
	url string

	sent atomic.Int64 // bytes that went to browsers

	mu    sync.Mutex
	asked []request
	lie   func(path, answer string) string
}

// request is what a browser sent, whole, and what came back.
type request struct {
	method, path string // with the query
	head         string
	body         []byte
	status       int // 0 when there was no answer
	answer       int // bytes of the answer's body, as they crossed
}

// newSite starts a server over a copy of the town, and a front.
func newSite(t testing.TB, args ...string) *site {
	t.Helper()
	return frontOf(t, newServer(t, copyTown(t), args...))
}

func frontOf(t testing.TB, s *server) *site {
	t.Helper()
	f := &site{server: s}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			to, err := url.Parse(f.server.url())
			if err != nil {
				panic(err) // we read it from the server
			}
			r.Out.URL.Scheme, r.Out.URL.Host = to.Scheme, to.Host
			r.Out.Host = r.In.Host
			if f.lying() != nil {
				r.Out.Header.Del("Accept-Encoding")
			}
		},
		ModifyResponse: f.alter,
		// No answer is no answer: the browser sees a broken connection.
		ErrorHandler: func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
		Transport:    &http.Transport{DisableCompression: true, DisableKeepAlives: true},
	}
	front := httptest.NewUnstartedServer(f.keep(proxy))
	front.Listener = counted{front.Listener, &f.sent}
	front.Start()
	t.Cleanup(front.Close)
	f.url = front.URL
	return f
}

// lies makes a server that lies: it changes what it answers. nil ends it.
func (f *site) lies(lie func(path, answer string) string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lie = lie
}

func (f *site) lying() func(path, answer string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.lie
}

// alter has the server lie.
func (f *site) alter(r *http.Response) error {
	lie := f.lying()
	if lie == nil || r.Header.Get("Content-Encoding") != "" {
		return nil
	}
	page, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	lied := []byte(lie(r.Request.URL.Path, string(page)))
	r.Body = io.NopCloser(bytes.NewReader(lied))
	r.ContentLength = int64(len(lied))
	r.Header.Set("Content-Length", strconv.Itoa(len(lied)))
	return nil
}

// sentTo counts the requests to paths that end so.
func (f *site) sentTo(ending string) int {
	n := 0
	for _, r := range f.requests() {
		if strings.HasSuffix(r.path, ending) {
			n++
		}
	}
	return n
}

// keep remembers each request before it goes on.
func (f *site) keep(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		var head bytes.Buffer
		_ = r.Header.Write(&head) // to memory: cannot fail
		seen := request{method: r.Method, path: r.URL.RequestURI(), head: head.String(), body: body}
		status := &statusOf{ResponseWriter: w}
		defer func() {
			seen.status, seen.answer = status.code, status.n
			f.add(seen)
		}()
		next.ServeHTTP(status, r)
	})
}

func (f *site) add(r request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = append(f.asked, r)
}

// requests are all that browsers sent so far.
func (f *site) requests() []request {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]request(nil), f.asked...)
}

// restart kills the server and starts it again behind the same address.
func (f *site) restart() {
	f.t.Helper()
	f.kill()
	f.start()
}

// statusOf remembers the status and the size of an answer.
type statusOf struct {
	http.ResponseWriter
	code, n int
}

func (s *statusOf) Write(b []byte) (int, error) {
	n, err := s.ResponseWriter.Write(b)
	s.n += n
	return n, err
}

func (s *statusOf) WriteHeader(code int) {
	if s.code == 0 {
		s.code = code
	}
	s.ResponseWriter.WriteHeader(code)
}

func (s *statusOf) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// counted counts what goes out, headers too.
type counted struct {
	net.Listener
	sent *atomic.Int64
}

func (c counted) Accept() (net.Conn, error) {
	conn, err := c.Listener.Accept()
	return countedConn{conn, c.sent}, err
}

type countedConn struct {
	net.Conn
	sent *atomic.Int64
}

func (c countedConn) Write(b []byte) (int, error) {
	n, err := c.Conn.Write(b)
	c.sent.Add(int64(n))
	return n, err
}
