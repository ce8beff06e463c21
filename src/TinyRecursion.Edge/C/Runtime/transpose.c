/* A column as a row. */
static void transpose(int16_t *y, const int16_t *x, int rows, int width, int column)
{
    for (int row = 0; row < rows; row++) {
        y[row] = x[row * width + column];
    }
}
