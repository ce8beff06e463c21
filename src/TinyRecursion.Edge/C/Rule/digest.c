/* Sets the state to zeros, from which runs start. */
static void clear_state(void)
{
    memset(state, 0, (size_t)(cells * STATE_WIDTH) * sizeof *state);
}

/* FNV-1a of 64 bits over the states after each of the next steps, row by row, the low byte of an entry before the high one. */
static uint64_t digest_of(uint32_t steps)
{
    uint64_t digest = UINT64_C(0xcbf29ce484222325);
    while (steps-- > 0) {
        step();
        for (int i = 0; i < cells * STATE_WIDTH; i++) {
            uint16_t entry = (uint16_t)state[i];
            digest = (digest ^ (entry & 255u)) * UINT64_C(0x100000001b3);
            digest = (digest ^ (entry >> 8)) * UINT64_C(0x100000001b3);
        }
    }
    return digest;
}
