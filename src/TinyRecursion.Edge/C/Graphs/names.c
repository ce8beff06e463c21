/* A name that the graph uses, and the node that it is. */
struct name {
    char text[193]; /* at most 64 characters of up to three bytes */
    int length;
    int node; /* -1 as long as it has stood on no edge */
};

enum { LONGEST_NAME = 64 };

static struct name names[GRAPHS_NODES];
static int name_count;

/* The name of each node. */
static int node_names[GRAPHS_NODES];
static int node_count;

/* Finds or adds a name. Returns its number, -1 after a message. */
static int name_of(const struct word *word)
{
    int characters = 0;
    for (int i = 0; i < word->length; i++) {
        /* Those of four bytes count twice, as where text has 16 bits a character. */
        characters += ((unsigned char)word->text[i] & 0xc0) != 0x80;
        characters += (unsigned char)word->text[i] >= 0xf0;
    }
    if (characters > LONGEST_NAME || word->length >= (int)sizeof names->text) {
        fail(word->line, word->column, "the name of a node is longer than %d characters", LONGEST_NAME);
        return -1;
    }
    for (int i = 0; i < name_count; i++) {
        if (names[i].length == word->length && memcmp(names[i].text, word->text, (size_t)word->length) == 0) {
            return i;
        }
    }
    if (name_count == GRAPHS_NODES) {
        fail(word->line, 0, "the graph has more than %d nodes, which this program was made for", GRAPHS_NODES);
        return -1;
    }
    struct name *name = &names[name_count];
    memcpy(name->text, word->text, (size_t)word->length);
    name->text[word->length] = 0;
    name->length = word->length;
    name->node = -1;
    return name_count++;
}

/* Finds or adds a node. Returns its number, -1 after a message. */
static int node_of(const struct word *word)
{
    static const char *const words[] = { "directed", "undirected", "source", "target", "node", "---" };
    for (unsigned i = 0; i < sizeof words / sizeof *words; i++) {
        if (is_word(word, words[i])) {
            fail(word->line, word->column, "the name of a node is '%s', a word of the format", words[i]);
            return -1;
        }
    }
    int name = name_of(word);
    if (name >= 0 && names[name].node < 0) {
        names[name].node = node_count;
        node_names[node_count++] = name;
    }
    return name < 0 ? -1 : names[name].node;
}
