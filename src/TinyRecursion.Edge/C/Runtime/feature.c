/* A feature of a cell, the last one for all beyond it. */
static int feature(int cell, int column, int last)
{
    int value = features[cell * FEATURE_COLUMNS + column];
    return value < last ? value : last;
}
