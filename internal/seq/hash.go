package seq

// Hash is the hash of a word, for Join: FNV-1a, spread over all bits.
func Hash[T string | []byte](w T) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(w); i++ {
		h = (h ^ uint64(w[i])) * 1099511628211
	}
	return spread(h)
}

// Join is the feature that says that a template has the value a. Templates
// are numbered by the caller; two templates never give one feature but by
// chance.
func Join(template int, a uint64) uint64 {
	return spread(a ^ (uint64(template)+1)*0x9E3779B97F4A7C15)
}

// Join2 is the feature of a template with two values, whose order counts.
func Join2(template int, a, b uint64) uint64 {
	return Join(template, a*0xC2B2AE3D27D4EB4F+spread(b))
}

// Join3 is the feature of a template with three values.
func Join3(template int, a, b, c uint64) uint64 {
	return Join2(template, a*0xC2B2AE3D27D4EB4F+spread(b), c)
}

// spread is the finalizer of MurmurHash3 (Austin Appleby, public domain).
func spread(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	h ^= h >> 33
	return h
}
