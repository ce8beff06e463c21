/* The (part)th part of a table whose rows are cut into chunks as wide as the value; zeros beyond a row and for part 0. */
static void embed_slot(int16_t *y, int width, const int16_t *table, int columns, int part)
{
    memset(y, 0, (size_t)width * sizeof *y);
    if (part > 0) {
        int chunks = (columns + width - 1) / width, row = (part - 1) / chunks, at = (part - 1) % chunks * width;
        int count = columns - at < width ? columns - at : width;
        memcpy(y, table + row * columns + at, (size_t)count * sizeof *y);
    }
}
