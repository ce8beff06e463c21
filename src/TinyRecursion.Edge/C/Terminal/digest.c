/* Prints a digest as 16 hexadecimal digits. Returns the exit code. */
static int print_digest(uint64_t digest)
{
    printf("%08lx%08lx\n", (unsigned long)(digest >> 32), (unsigned long)(digest & 0xffffffffu));
    return 0;
}
