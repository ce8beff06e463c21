/* value / 2^bits, rounded to the nearest integer, halves upwards, and cut to 16 bits; bits of zero or less multiply. */
static int16_t shift16(int64_t value, int bits)
{
    int64_t shifted = bits > 0 ? (value + ((int64_t)1 << (bits - 1))) >> bits : value * ((int64_t)1 << -bits);
    return (int16_t)(shifted > INT16_MAX ? INT16_MAX : shifted < INT16_MIN ? INT16_MIN : shifted);
}
