/* 64 random bits from a generator whose whole state is one number: SplitMix64 of Steele, Lea and Flood. */
static uint64_t next_random(uint64_t *random)
{
    uint64_t bits = *random += UINT64_C(0x9e3779b97f4a7c15);
    bits = (bits ^ (bits >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    bits = (bits ^ (bits >> 27)) * UINT64_C(0x94d049bb133111eb);
    return bits ^ (bits >> 31);
}

/* The seed of one of many sequences. */
static uint64_t seed_for(uint64_t seed, uint64_t number)
{
    uint64_t second = next_random(&seed) ^ number * UINT64_C(0xd1b54a32d192ed03);
    return next_random(&second);
}

/*
 * A normal number in units of 2^-24: twelve uniform ones less six. Each sum is rounded to the 24 bits of a float, halves to even, since
 * floats are what models are trained with.
 */
static int32_t next_normal(uint64_t *random)
{
    int32_t sum = -6 * ((int32_t)1 << 24);
    for (int i = 0; i < 12; i++) {
        sum += (int32_t)(next_random(random) >> 40);
        uint32_t size = (uint32_t)(sum < 0 ? -sum : sum);
        int bits = 0;
        while (size >> (24 + bits) != 0) {
            bits++;
        }
        if (bits > 0) {
            size = (size + (((uint32_t)1 << (bits - 1)) - 1) + (size >> bits & 1u)) >> bits << bits;
            sum = sum < 0 ? -(int32_t)size : (int32_t)size;
        }
    }
    return sum;
}

/* Sets the state to normal numbers, rounded to its units, halves away from zero. */
static void draw_state(uint64_t seed)
{
    const int bits = 24 - STATE_EXPONENT;
    for (int i = 0; i < cells * STATE_WIDTH; i++) {
        int32_t number = next_normal(&seed);
        int64_t size = ((number < 0 ? -(int64_t)number : number) + ((int64_t)1 << (bits - 1))) >> bits;
        state[i] = saturate16((int32_t)(number < 0 ? -size : size));
    }
}
