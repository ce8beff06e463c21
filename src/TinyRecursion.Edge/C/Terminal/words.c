/* A word of a line. */
struct word {
    const char *text;
    int length;
    unsigned line;
    int column;
};

/* Goes on to the next word, which the text ends at if there is none. Returns whether there is. */
static int next_word(const struct line *line, struct word *word)
{
    const char *at = word->text + word->length;
    at += strspn(at, " \t\r\v\f");
    word->text = at;
    word->length = (int)strcspn(at, " \t\r\v\f");
    word->line = line->number;
    word->column = 1;
    for (const char *before = line->text; before < at; before++) {
        /* Columns are characters of UTF-8, which may have several bytes. */
        word->column += ((unsigned char)*before & 0xc0) != 0x80;
    }
    return word->length > 0;
}

/* The word before the first one of a line. */
static struct word begin_words(const struct line *line)
{
    struct word word = { line->text, 0, line->number, 1 };
    return word;
}

static int is_word(const struct word *word, const char *text)
{
    return word->length == (int)strlen(text) && memcmp(word->text, text, (size_t)word->length) == 0;
}

/* Text in quotes for a message, cut to a length that suits it. */
static const char *quote(const char *text, int length)
{
    static char quoted[48];
    int shown = length > 40 ? 40 : length;
    while (shown < length && ((unsigned char)text[shown] & 0xc0) == 0x80) {
        shown--;
    }
    sprintf(quoted, "'%.*s%s'", shown, text, shown < length ? "..." : "");
    return quoted;
}
