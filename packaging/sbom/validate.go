package main

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schemas are those of CycloneDX 1.6, unchanged (schema/README.md).
//
//go:embed schema/*.json
var schemas embed.FS

const bomSchema = "http://cyclonedx.org/schema/bom-1.6.schema.json"

// validate checks a list against the schema of CycloneDX.
func validate(made []byte) error {
	compiler := jsonschema.NewCompiler()
	names, err := fs.Glob(schemas, "schema/*.json")
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := schemas.ReadFile(name)
		if err != nil {
			return err
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		id, _ := doc.(map[string]any)["$id"].(string)
		if err := compiler.AddResource(id, doc); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	schema, err := compiler.Compile(bomSchema)
	if err != nil {
		return err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(made))
	if err != nil {
		return err
	}
	return schema.Validate(doc)
}
