package cipher

import "strings"

type Shift int

func (s Shift) Encode(text string) string {
	return strings.Map(func(r rune) rune {
		if r < 'a' || r > 'z' {
			return -1
		}
		return 'a' + ((r-'a'+rune(s))%26+26)%26
	}, strings.ToLower(text))
}

func (s Shift) Decode(text string) string {
	return (-s).Encode(text)
}
