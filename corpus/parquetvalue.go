package corpus

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	parquetformat "github.com/parquet-go/parquet-go/format"
)

// shower is how the values of a type become JSON: dates and times as ISO 8601,
// numbers as they are written, null where a value is missing or is no text.
func shower(t parquet.Type) func([]byte, parquet.Value) []byte {
	var logical parquetformat.LogicalTypeValue
	if l := t.LogicalType(); l != nil {
		logical = l.Value
	}
	switch l := logical.(type) {
	case *parquetformat.DateType:
		return func(b []byte, v parquet.Value) []byte {
			return appendTime(b, time.Unix(int64(v.Int32())*24*60*60, 0), "2006-01-02", v)
		}
	case *parquetformat.TimestampType:
		layout := "2006-01-02T15:04:05.999999999" // the time of a place that is not said
		if l.IsAdjustedToUTC {
			layout += "Z"
		}
		unit := unitOf(l.Unit)
		return func(b []byte, v parquet.Value) []byte { return appendTime(b, sinceEpoch(v.Int64(), unit), layout, v) }
	case *parquetformat.TimeType:
		unit := unitOf(l.Unit)
		return func(b []byte, v parquet.Value) []byte {
			n := v.Int64()
			if v.Kind() == parquet.Int32 {
				n = int64(v.Int32())
			}
			return appendTime(b, sinceEpoch(n, unit), "15:04:05.999999999", v)
		}
	case *parquetformat.DecimalType:
		return func(b []byte, v parquet.Value) []byte { return appendDecimal(b, v, int(l.Scale)) }
	case *parquetformat.IntType:
		if !l.IsSigned {
			return appendUnsigned
		}
	case *parquetformat.UUIDType:
		return appendUUID
	case *parquetformat.StringType, *parquetformat.EnumType, *parquetformat.JsonType:
		return appendText
	case nil:
	case *parquetformat.NullType, *parquetformat.BsonType, *parquetformat.Float16Type, *parquetformat.VariantType, *parquetformat.GeometryType, *parquetformat.GeographyType:
		return func(b []byte, _ parquet.Value) []byte { return append(b, "null"...) }
	}
	return appendPlain
}

// unitOf is one of a unit of time.
func unitOf(u parquetformat.TimeUnit) time.Duration {
	if u.Value == nil {
		return time.Microsecond
	}
	return u.Value.Duration()
}

func sinceEpoch(n int64, unit time.Duration) time.Time {
	perSecond := int64(time.Second / unit)
	return time.Unix(n/perSecond, n%perSecond*int64(unit))
}

// textOf is what a value has of bytes.
func textOf(v parquet.Value) []byte {
	switch v.Kind() {
	case parquet.ByteArray, parquet.FixedLenByteArray:
		return v.ByteArray()
	}
	return nil
}

// appendPlain is for types that say no more than how the value is stored.
func appendPlain(b []byte, v parquet.Value) []byte {
	switch v.Kind() {
	case parquet.Boolean:
		return strconv.AppendBool(b, v.Boolean())
	case parquet.Int32:
		return strconv.AppendInt(b, int64(v.Int32()), 10)
	case parquet.Int64:
		return strconv.AppendInt(b, v.Int64(), 10)
	case parquet.Int96:
		// How Spark and Impala long wrote times: nanoseconds of a day that is
		// counted from the year -4713.
		const epoch = 2440588 // 1970-01-01
		stamp := v.Int96()
		day := int64(stamp[2]) - epoch
		return appendTime(b, time.Unix(day*24*60*60, stamp.Int64()), "2006-01-02T15:04:05.999999999", v)
	case parquet.Float:
		return appendFloat(b, float64(v.Float()), 32)
	case parquet.Double:
		return appendFloat(b, v.Double(), 64)
	case parquet.ByteArray, parquet.FixedLenByteArray:
		if bytes.IndexByte(v.ByteArray(), 0) < 0 {
			return appendText(b, v)
		}
	}
	return append(b, "null"...)
}

func appendText(b []byte, v parquet.Value) []byte {
	if len(textOf(v)) == 0 {
		return append(b, `""`...)
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if e.Encode(charset{}.decode(v.ByteArray())) != nil {
		return append(b, "null"...)
	}
	return append(b, bytes.TrimSuffix(out.Bytes(), []byte("\n"))...)
}

// appendFloat writes whole numbers without a fraction: a column of numbers in
// which some are missing is one of floats in pandas.
func appendFloat(b []byte, f float64, bits int) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return append(b, "null"...)
	}
	if a := math.Abs(f); a != 0 && (a < 1e-6 || a >= 1e21) {
		return strconv.AppendFloat(b, f, 'e', -1, bits)
	}
	return strconv.AppendFloat(b, f, 'f', -1, bits)
}

func appendUnsigned(b []byte, v parquet.Value) []byte {
	switch v.Kind() {
	case parquet.Int32:
		return strconv.AppendUint(b, uint64(v.Uint32()), 10)
	case parquet.Int64:
		return strconv.AppendUint(b, v.Uint64(), 10)
	}
	return append(b, "null"...)
}

// appendTime writes times of the years 1 to 9999, as all others are no dates.
func appendTime(b []byte, t time.Time, layout string, v parquet.Value) []byte {
	if t = t.UTC(); v.IsNull() || t.Year() < 1 || t.Year() > 9999 {
		return append(b, "null"...)
	}
	b = append(b, '"')
	b = t.AppendFormat(b, layout)
	return append(b, '"')
}

// appendDecimal writes a whole number with its point put in scale digits from
// the end. 38 digits are the most that other readers take.
func appendDecimal(b []byte, v parquet.Value, scale int) []byte {
	const most = 76
	n := new(big.Int)
	switch v.Kind() {
	case parquet.Int32:
		n.SetInt64(int64(v.Int32()))
	case parquet.Int64:
		n.SetInt64(v.Int64())
	case parquet.ByteArray, parquet.FixedLenByteArray:
		raw := v.ByteArray()
		if len(raw) > most/2 {
			return append(b, "null"...)
		}
		n.SetBytes(raw)
		if len(raw) > 0 && raw[0] >= 0x80 { // two's complement
			n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(len(raw))*8))
		}
	default:
		return append(b, "null"...)
	}
	if scale < 0 || scale > most {
		return append(b, "null"...)
	}
	digits := new(big.Int).Abs(n).String()
	if missing := scale + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	if n.Sign() < 0 {
		b = append(b, '-')
	}
	b = append(b, digits[:len(digits)-scale]...)
	if scale > 0 {
		b = append(b, '.')
		b = append(b, digits[len(digits)-scale:]...)
	}
	return b
}

func appendUUID(b []byte, v parquet.Value) []byte {
	raw := textOf(v)
	if len(raw) != 16 {
		return append(b, "null"...)
	}
	s := hex.EncodeToString(raw)
	return append(b, `"`+s[:8]+"-"+s[8:12]+"-"+s[12:16]+"-"+s[16:20]+"-"+s[20:]+`"`...)
}
