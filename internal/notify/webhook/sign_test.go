package webhook

import "testing"

// TestRFC9421 is the vector of RFC 9421, appendix B.2.6, with the key of B.1.4: the
// same signer, with the parts and parameters that stand there.
func TestRFC9421(t *testing.T) {
	k, err := ParseKey("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n-----END PRIVATE KEY-----\n")
	if err != nil {
		t.Fatal(err)
	}
	input, signature := k.fields("sig-b26", []component{
		{"date", "Tue, 20 Apr 2021 02:07:55 GMT"}, {"@method", "POST"}, {"@path", "/foo"}, {"@authority", "example.com"},
		{"content-type", "application/json"}, {"content-length", "18"},
	}, `;created=1618884473;keyid="test-key-ed25519"`)
	if want := `sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"`; input != want {
		t.Errorf("Signature-Input is\n%s, want\n%s", input, want)
	}
	if want := "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:"; signature != want {
		t.Errorf("Signature is\n%s, want\n%s", signature, want)
	}
}

// TestRFC9530 is the example of RFC 9530, appendix B.1.
func TestRFC9530(t *testing.T) {
	if got, want := digest([]byte("{\"hello\": \"world\"}\n")), "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// An address is sent and signed in one form.
func TestTarget(t *testing.T) {
	for given, want := range map[string]string{
		"https://Piket.Veenhaven.INVALID":        "https://piket.veenhaven.invalid/",
		"https://piket.veenhaven.invalid:443/A?": "https://piket.veenhaven.invalid/A?",
		"https://piket.veenhaven.invalid:8443/A": "https://piket.veenhaven.invalid:8443/A",
		"http://127.0.0.1:80/x?y=%20z":           "http://127.0.0.1/x?y=%20z",
		"https://piket.veenhaven.invalid:80/":    "https://piket.veenhaven.invalid:80/",
	} {
		if got, err := parseTarget(given); got != want || err != nil {
			t.Errorf("%s becomes %s, %v; want %s", given, got, err, want)
		}
	}
}
