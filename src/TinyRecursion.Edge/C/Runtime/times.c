/* value * multiplier / 2^15, rounded to the nearest integer, halves upwards; the multiplier is not below zero. */
static int16_t times(int16_t value, int16_t multiplier)
{
    return (int16_t)(((int32_t)value * multiplier + (1 << 14)) >> 15);
}
