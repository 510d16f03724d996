package founding

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"github.com/gehoor/gehoor"
)

// MaxPlanBytes bounds a plan's file: 200 people and ten years of closings stay far
// below.
const MaxPlanBytes = 256 << 10

// Plan is what an organisation begins with. Field names in a file are those of the
// tags; [Example] has each of them.
type Plan struct {
	// Organisation is its short name in streams and keys; it can never change.
	Organisation string `yaml:"organisation"`
	// Name is what people call it.
	Name string `yaml:"name"`
	// Site is the address at which people will find it, "https://…", without a path.
	Site string `yaml:"site"`
	// Phone, Mail, Address and Hours are for who would rather talk.
	Phone   string   `yaml:"phone"`
	Mail    string   `yaml:"mail"`
	Address []string `yaml:"address"`
	Hours   Hours    `yaml:"hours"`
	// Security is where weaknesses are reported, a mailto: or https: address.
	Security string `yaml:"security"`
	// Desk is the external desk as reporters may reach it by themselves.
	Desk Desk `yaml:"desk"`
	// Trial: nothing real is told here, and every page says so.
	Trial bool `yaml:"trial"`

	People []Person `yaml:"people"`
	// Offices lists, per office, the logins of who receives signals about it. Who
	// has the role external-desk receives where an office has fewer than two.
	Offices map[gehoor.Office][]string `yaml:"offices"`
	// Threshold is how many custodians together recover a dossier.
	Threshold int `yaml:"threshold"`
	// Closings are days on which the office is closed, beside weekends and
	// holidays. They lengthen no statutory term.
	Closings []Closing `yaml:"closings"`
	// Root is the public half of a root that was made on another machine; "" has
	// one made now.
	Root string `yaml:"root"`
}

// Desk is a desk outside the organisation. Both fields may be empty.
type Desk struct {
	Name  string `yaml:"name"`
	Phone string `yaml:"phone"`
}

// Person is somebody who will work with Gehoor.
type Person struct {
	// Login is what they sign in with.
	Login string `yaml:"login"`
	// Name is shown to reporters; "" shows the function alone.
	Name     string      `yaml:"name"`
	Role     gehoor.Role `yaml:"role"`
	Function gehoor.Text `yaml:"function"`
	// Mail is where they are told that there is something; "" has them look by
	// themselves.
	Mail string `yaml:"mail"`
	// Language is that of the mails, Dutch unless said.
	Language gehoor.Language `yaml:"language"`
}

// Closing is a day on which the office is closed.
type Closing struct {
	On  string `yaml:"on"`
	Why string `yaml:"why"`
}

// Hours is when the telephone is answered, "9.00-17.00" or "closed" per day.
type Hours struct {
	Monday    string `yaml:"monday"`
	Tuesday   string `yaml:"tuesday"`
	Wednesday string `yaml:"wednesday"`
	Thursday  string `yaml:"thursday"`
	Friday    string `yaml:"friday"`
	Saturday  string `yaml:"saturday"`
	Sunday    string `yaml:"sunday"`
}

// day is one day's hours.
type day struct {
	on  time.Weekday
	say *string
}

// days are the days of a week in the order in which they are asked.
func (h *Hours) days() []day {
	return []day{
		{time.Monday, &h.Monday}, {time.Tuesday, &h.Tuesday}, {time.Wednesday, &h.Wednesday}, {time.Thursday, &h.Thursday},
		{time.Friday, &h.Friday}, {time.Saturday, &h.Saturday}, {time.Sunday, &h.Sunday},
	}
}

// Each visits the days of a week that was checked; a closed day has no times.
func (h Hours) Each(visit func(on time.Weekday, from, until string)) {
	for _, d := range h.days() {
		from, until, _ := strings.Cut(*d.say, "-")
		if *d.say == closed {
			from = ""
		}
		visit(d.on, from, until)
	}
}

// Example is a plan's file for Veenhaven, which does not exist, with a remark at
// each field. The bytes are a copy.
func Example() []byte { return bytes.Clone(example) }

//go:embed example.yaml
var example []byte

// Parse reads a plan's file. A field that there is not, or a text that is no plan,
// is an error; what the fields hold is for [Plan.Check].
func Parse(file []byte) (Plan, error) {
	var p Plan
	if len(file) > MaxPlanBytes {
		return p, fmt.Errorf("the file is larger than %d KiB", MaxPlanBytes>>10)
	}
	if err := yaml.Load(file, &p, yaml.WithKnownFields()); err != nil {
		return Plan{}, fmt.Errorf("the file is not what an organisation begins with: %w", err)
	}
	return p, nil
}
