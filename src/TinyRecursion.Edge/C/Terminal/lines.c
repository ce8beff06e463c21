/* A line of standard input without its end. */
struct line {
    unsigned number;
    int length; /* -1 at the end of the text */
    int is_cut; /* whether it goes on after LONGEST_LINE characters */
    int is_last; /* whether the text ends without an end of it */
    char text[LONGEST_LINE + 1];
};

static unsigned lines_read;

/* Reads the next line. Returns whether there is one. */
static int read_line(struct line *line)
{
    int symbol = getchar();
    line->number = ++lines_read;
    line->length = symbol == EOF ? -1 : 0;
    line->is_cut = 0;
    for (; symbol != EOF && symbol != '\n'; symbol = getchar()) {
        if (line->length == LONGEST_LINE) {
            line->is_cut = 1;
        } else {
            /* Text ends at a zero, which nothing has: another character that is illegal takes its place. */
            line->text[line->length++] = (char)(symbol == 0 ? 1 : symbol);
        }
    }
    line->is_last = symbol == EOF;
    if (line->length > 0 && line->text[line->length - 1] == '\r') {
        line->length--;
    }
    line->text[line->length < 0 ? 0 : line->length] = 0;
    if (line->number == 1 && line->length >= 3 && memcmp(line->text, "\xef\xbb\xbf", 3) == 0) {
        line->length -= 3;
        memmove(line->text, line->text + 3, (size_t)line->length + 1);
    }
    return line->length >= 0;
}

/* Makes sure that a line is all there. Returns 0, or 2 after a message. */
static int require_whole(const struct line *line)
{
    return line->is_cut ? fail(line->number, LONGEST_LINE + 1, "the line is too long") : 0;
}

static int is_white(const struct line *line)
{
    return strspn(line->text, " \t\r\v\f") == strlen(line->text);
}
