/* Says in one line on standard error what is wrong and where; column 0 is the line as a whole. Returns the exit code. */
static int fail(unsigned number, int column, const char *format, ...)
{
    char problem[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(problem, sizeof problem, format, arguments);
    va_end(arguments);
    for (char *at = problem; *at != 0; at++) {
        /* Text from the input that would do things to a terminal. */
        *at = (char)((unsigned char)*at < ' ' || *at == 127 ? ' ' : *at);
    }
    fprintf(stderr, PROGRAM ": line %u: ", number);
    if (column > 0) {
        fprintf(stderr, "column %d: ", column);
    }
    fprintf(stderr, "%s\n", problem);
    return 2;
}
