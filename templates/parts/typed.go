package parts

import (
	"strings"

	"github.com/a-h/templ"
)

// attributes are those which every kind of field has.
func (f Field) attributes() templ.OrderedAttributes {
	var list templ.OrderedAttributes
	add := func(name string, value any) { list = append(list, templ.KV[string, any](name, value)) }
	if f.Purpose != "" {
		add("autocomplete", f.Purpose)
	}
	if f.Needed {
		add("required", true)
	}
	if f.Error != "" {
		add("aria-invalid", "true")
	}
	if by := f.describedBy(); by != "" {
		add("aria-describedby", by)
	}
	return list
}

// describedBy gives the ids of what is said about a field.
func (f Field) describedBy() string {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.Name+"-hint")
	}
	if f.Error != "" {
		ids = append(ids, f.Name+"-error")
	}
	return strings.Join(ids, " ")
}
