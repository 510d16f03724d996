package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
)

// seeded is a data folder of Veenhaven.
func seeded(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.Mkdir(dir, ownerFolder); err != nil {
		t.Fatal(err)
	}
	expect(t, 0, "demo-seed", "--data", dir)
	return dir
}

const host = "gehoor.veenhaven.example"

// pair writes a certificate that ends after so long, and its key.
func pair(t *testing.T, cert, key string, life time.Duration) *x509.CertPool {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host},
		NotBefore: time.Now().Add(-100 * 24 * time.Hour), NotAfter: time.Now().Add(life),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &secret.PublicKey, secret)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	for name, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(name, pem.EncodeToMemory(block), ownerOnly); err != nil {
			t.Fatal(err)
		}
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return pool
}

// serving is a server that said where it listens.
type serving struct {
	cmd        *exec.Cmd
	url, admin string
	log        *bufio.Reader
}

func serve(t *testing.T, env []string, args ...string) *serving {
	t.Helper()
	s := &serving{cmd: program(t, append([]string{"serve", "--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0"}, args...)...)}
	s.cmd.Env = append(os.Environ(), env...)
	s.cmd.Stderr = nil
	errs, err := s.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = s.cmd.Process.Kill() // no harm if it ended
		_ = s.cmd.Wait()
	})
	s.log = bufio.NewReader(errs)
	for s.url == "" {
		line, err := s.log.ReadBytes('\n')
		if err != nil {
			t.Fatalf("it did not start: %s", line)
		}
		var said struct{ Msg, URL, Address string }
		if err := json.Unmarshal(line, &said); err != nil {
			t.Fatalf("not a line of JSON: %s", line)
		}
		if said.Msg == "admin" {
			s.admin = "http://" + said.Address
		}
		s.url = said.URL
	}
	return s
}

// client goes to the server whatever name is asked for.
func (s *serving) client(pool *x509.CertPool) *http.Client {
	at := strings.TrimSuffix(s.url[strings.Index(s.url, "//")+2:], "/")
	return &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			TLSClientConfig: &tls.Config{RootCAs: pool}, ForceAttemptHTTP2: true,
			DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
				return (&net.Dialer{}).DialContext(ctx, "tcp", at)
			},
		},
	}
}

func ask(t *testing.T, c *http.Client, url string) (int, string) {
	t.Helper()
	answer, err := c.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

// TestServe is the server as a municipality runs it: settings in a file, TLS, a
// service manager, who watches it, and a stop that lets a reporter finish.
func TestServe(t *testing.T) {
	dir := seeded(t)
	files := t.TempDir()
	cert, key := filepath.Join(files, "cert.pem"), filepath.Join(files, "key.pem")
	pool := pair(t, cert, key, 90*24*time.Hour)
	config := filepath.Join(files, "gehoor.yaml")
	text := fmt.Sprintf("data: %s\ntls:\n  cert: %s\n  key: %s\nhost: [%s]\npublish-every: 1s\nlog: error\nquantum: 16\n", dir, cert, key, host)
	if err := os.WriteFile(config, []byte(text), ownerOnly); err != nil {
		t.Fatal(err)
	}
	manager := listenAsManager(t, files)
	// The environment comes before the file: without info nobody reads the address.
	s := serve(t, []string{"GEHOOR_LOG=info", "NOTIFY_SOCKET=" + manager.LocalAddr().String(), "WATCHDOG_USEC=120000000"}, "--config", config)
	if got := told(t, manager); got != "READY=1" {
		t.Errorf("the service manager was told %q", got)
	}
	if got := told(t, manager); got != "WATCHDOG=1" { // after the first round of recurring work
		t.Errorf("the service manager was told %q", got)
	}
	c := s.client(pool)
	if answer, err := c.Get("https://" + host + "/nl/"); err != nil || answer.ProtoMajor != 2 {
		t.Errorf("not HTTP/2: %v", err)
	} else {
		answer.Body.Close()
	}
	if status, page := ask(t, c, "https://"+host+"/nl/"); status != http.StatusOK || !strings.Contains(page, "Veenhaven") {
		t.Errorf("the page is %d", status)
	}
	insecure := s.client(pool)
	insecure.Transport.(*http.Transport).TLSClientConfig.ServerName = host
	if status, _ := ask(t, insecure, "https://elsewhere.example/nl/"); status != http.StatusMisdirectedRequest {
		t.Errorf("another name is answered with %d", status)
	}
	watched(t, s.admin)

	// A reporter is in the middle of sending when the machine is updated.
	body := `{"lookup":"x"}`
	conn, err := tls.Dial("tcp", strings.TrimSuffix(strings.TrimPrefix(s.url, "https://"), "/"), &tls.Config{RootCAs: pool, ServerName: host})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "POST /api/back HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n", host, len(body))
	reply := bufio.NewReader(conn)
	if line, err := reply.ReadString('\n'); err != nil || !strings.Contains(line, "100 Continue") {
		t.Fatalf("%q, %v", line, err)
	}
	if line, err := reply.ReadString('\n'); err != nil || line != "\r\n" {
		t.Fatalf("%q, %v", line, err)
	}
	if _, err := io.WriteString(conn, body[:5]); err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	got := told(t, manager)
	for got == "WATCHDOG=1" { // sent before the signal
		got = told(t, manager)
	}
	if got != "STOPPING=1" {
		t.Errorf("the service manager was told %q", got)
	}
	if _, err := io.WriteString(conn, body[5:]); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(reply, nil)
	if err != nil || answer.StatusCode != http.StatusBadRequest {
		t.Errorf("what had begun was answered with %v, %v", answer, err)
	}
	rest, _ := io.ReadAll(s.log)
	if err := s.cmd.Wait(); err != nil {
		t.Errorf("ended with %v: %s", err, rest)
	}
}

func listenAsManager(t *testing.T, dir string) *net.UnixConn {
	t.Helper()
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: filepath.Join(dir, "notify"), Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func told(t *testing.T, manager *net.UnixConn) string {
	t.Helper()
	_ = manager.SetReadDeadline(time.Now().Add(20 * time.Second))
	b := make([]byte, 100)
	n, err := manager.Read(b)
	if err != nil {
		t.Fatal(err)
	}
	return string(b[:n])
}

// watched looks at the admin listener.
func watched(t *testing.T, admin string) {
	t.Helper()
	expect(t, 0, "ready", "--admin", strings.TrimPrefix(admin, "http://"))
	for _, path := range []string{"/healthz", "/readyz"} {
		if status, text := ask(t, http.DefaultClient, admin+path); status != http.StatusOK || text != "ok\n" {
			t.Errorf("%s is %d %q", path, status, text)
		}
	}
	if status, _ := ask(t, http.DefaultClient, admin+"/nl/"); status != http.StatusNotFound {
		t.Errorf("the site is on the admin listener: %d", status)
	}
	_, text := ask(t, http.DefaultClient, admin+"/metrics")
	problems, err := promlint.New(strings.NewReader(text)).Lint()
	if err != nil || len(problems) > 0 {
		t.Errorf("%v, %v", problems, err)
	}
}

var metricName = regexp.MustCompile(`(?m)^# TYPE (\S+) \S+$`)

// TestMetricsTellNobody: who watches the machine sees the same whether or not
// somebody told something: there are these metrics and no more, and none counts
// what people do.
func TestMetricsTellNobody(t *testing.T) {
	s := serve(t, nil, "--data", seeded(t), "--publish-every", "1s")
	read := func() (names []string, rest string) {
		_, text := ask(t, http.DefaultClient, s.admin+"/metrics")
		for _, m := range metricName.FindAllStringSubmatch(text, -1) {
			names = append(names, m[1])
		}
		// By the clock alone.
		return names, regexp.MustCompile(`(?m)^gehoor_round_.*\n`).ReplaceAllString(text, "")
	}
	want := []string{
		"gehoor_build_info", "gehoor_mail_undelivered", "gehoor_round_age_seconds", "gehoor_round_failures_total",
		"gehoor_start_time_seconds", "gehoor_storage_free_ratio", "gehoor_storage_ready",
	}
	var names []string
	for range 100 { // the first round of each loop
		if names, _ = read(); len(names) == len(want) {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("a new metric needs a line in doc/threat-model.md that says why it tells nobody anything\n%s", diff)
	}
	_, before := read()
	for range 40 {
		for _, path := range []string{"nl/", "nl/begin", "nl/medewerker", "log/checkpoint", "nowhere"} {
			ask(t, http.DefaultClient, s.url+path)
		}
		answer, err := http.Post(s.url+"api/draft", "application/json", strings.NewReader(`{}`))
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
	}
	if _, after := read(); before != after {
		t.Errorf("what people do is in the metrics: %s", cmp.Diff(before, after))
	}
}

// TestNotReady: when the database is gone, readiness says so, and health does not.
func TestNotReady(t *testing.T) {
	dir := seeded(t)
	s := serve(t, nil, "--data", dir)
	if err := os.Rename(folder(dir).database(), folder(dir).database()+".away"); err != nil {
		t.Fatal(err)
	}
	if status, _ := ask(t, http.DefaultClient, s.admin+"/readyz"); status != http.StatusServiceUnavailable {
		t.Errorf("without a database it is ready: %d", status)
	}
	if status, _ := ask(t, http.DefaultClient, s.admin+"/healthz"); status != http.StatusOK {
		t.Errorf("it is not alive: %d", status)
	}
	if err := os.Rename(folder(dir).database()+".away", folder(dir).database()); err != nil {
		t.Fatal(err)
	}
	if status, _ := ask(t, http.DefaultClient, s.admin+"/readyz"); status != http.StatusOK {
		t.Errorf("with its database back it is not ready: %d", status)
	}
}

// TestCertificate replaces the files of a running listener.
func TestCertificate(t *testing.T) {
	dir := t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	var said bytes.Buffer
	log := slog.New(slog.NewTextHandler(&said, nil))
	says := func(what string, words ...string) {
		t.Helper()
		for _, w := range words {
			if !strings.Contains(said.String(), w) {
				t.Errorf("%s: %q is not in %q", what, w, said.String())
			}
		}
		if len(words) == 0 && said.Len() > 0 {
			t.Errorf("%s: %s", what, said.String())
		}
		said.Reset()
	}
	first := pair(t, cert, key, 90*24*time.Hour)
	c, err := openCertificate(cert, key, []string{host}, log)
	if err != nil {
		t.Fatal(err)
	}
	says("a good one")
	listener, err := tls.Listen("tcp", "127.0.0.1:0", c.config())
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: http.NotFoundHandler(), ErrorLog: slog.NewLogLogger(slog.DiscardHandler, 0)}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	shows := func(pool *x509.CertPool) bool {
		conn, err := tls.Dial("tcp", listener.Addr().String(), &tls.Config{RootCAs: pool, ServerName: host})
		if err != nil {
			return false
		}
		return conn.Close() == nil
	}
	now := time.Now()
	c.look(t.Context(), now)
	if !shows(first) {
		t.Error("the first is not shown")
	}

	second := pair(t, cert, key, 60*24*time.Hour)
	c.look(t.Context(), now)
	if !shows(second) || shows(first) {
		t.Error("the second is not shown")
	}
	says("a new one")

	if err := os.WriteFile(cert, []byte("half a cert"), ownerOnly); err != nil {
		t.Fatal(err)
	}
	c.look(t.Context(), now)
	if !shows(second) {
		t.Error("a broken file took the site down")
	}
	says("a broken one", "not renewed")

	pair(t, cert, key, 10*24*time.Hour)
	c.look(t.Context(), now)
	says("one that ends soon", "ends soon")
	c.look(t.Context(), now.Add(time.Hour))
	says("an hour later")
	c.look(t.Context(), now.Add(13*time.Hour))
	says("half a day later", "ends soon")
	c.look(t.Context(), now.Add(11*24*time.Hour))
	says("when it has ended", "has ended")

	pair(t, cert, key, -time.Hour)
	if _, err = openCertificate(cert, key, []string{"other.example"}, log); err != nil {
		t.Fatal(err)
	}
	says("an ended one of another name at the start", "has ended", "not for this name")
	if err := os.Remove(key); err != nil {
		t.Fatal(err)
	}
	if _, err = openCertificate(cert, key, nil, log); err == nil {
		t.Error("without a key it starts")
	}
}

// TestSettings: the command line, then the environment, then the file; and what
// nobody knows is said.
func TestSettings(t *testing.T) {
	file := filepath.Join(t.TempDir(), "gehoor.yaml")
	for _, c := range []struct {
		name, text, env string
		args            []string
		code            int
		says            string
	}{
		{"a name that is none", "datta: x\n", "", []string{"check"}, 2, `no setting "datta"`},
		{"below a map", "mail: {hosst: x}\n", "", []string{"check"}, 2, `no setting "mail-hosst"`},
		{"no YAML", "data: [\n", "", []string{"check"}, 2, "file of settings"},
		{"a list of lists", "- data\n", "", []string{"check"}, 2, "file of settings"},
		{"a wrong value", "data: x\nquantum: many\n", "", []string{"serve"}, 2, "quantum"},
		{"from the file", "data: from-file\n", "", []string{"check"}, 2, "from-file"},
		{"the environment first", "data: from-file\n", "from-env", []string{"check"}, 2, "from-env"},
		{"the command line first", "data: from-file\n", "from-env", []string{"check", "--data", "from-line"}, 2, "from-line"},
		{"an empty file", "", "", []string{"check"}, 2, "--data"},
		{"one half of a pair", "data: x\ntls-cert: y\n", "", []string{"serve"}, 2, "go together"},
		{"leading nowhere", "data: x\nredirect: ':80'\n", "", []string{"serve"}, 2, "--redirect needs"},
	} {
		if err := os.WriteFile(file, []byte(c.text), ownerOnly); err != nil {
			t.Fatal(err)
		}
		if c.env != "" {
			t.Setenv("GEHOOR_DATA", c.env)
		} else if err := os.Unsetenv("GEHOOR_DATA"); err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		code := run(t.Context(), append([]string{"--config", file}, c.args...), &out, &errs)
		if code != c.code || !strings.Contains(errs.String(), c.says) {
			t.Errorf("%s: ended with %d: %s", c.name, code, errs.String())
		}
	}
}

// TestReference: every command and flag that --help shows is in both, and nothing
// of this machine is.
func TestReference(t *testing.T) {
	var markdown, man, errs bytes.Buffer
	if run(t.Context(), []string{"reference"}, &markdown, &errs) != 0 || run(t.Context(), []string{"reference", "--man"}, &man, &errs) != 0 {
		t.Fatal(errs.String())
	}
	for _, flag := range []string{"--tls-cert FILE", "--recipient KEY", "--force-old", "GEHOOR_MAIL_HOST"} {
		if !strings.Contains(markdown.String(), flag) {
			t.Errorf("%s is not in the reference", flag)
		}
	}
	if strings.Contains(markdown.String(), "demo-seed") || strings.Contains(markdown.String(), "--child") {
		t.Error("what is hidden is in the reference")
	}
	if !strings.Contains(man.String(), `\-\-tls\-cert`) || strings.Contains(man.String(), "\n\n") {
		t.Error("the man page is none")
	}
	if _, err := exec.LookPath("man"); err == nil {
		page := filepath.Join(t.TempDir(), "gehoor.8")
		if err := os.WriteFile(page, man.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("man", "--warnings", "-l", page).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	}
}
