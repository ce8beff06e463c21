namespace TinyRecursion.Training.Local;

/// <summary>What an examination of the whole domain found.</summary>
/// <param name="Update">Updates done.</param>
/// <param name="Loss">Mean loss of the updates since the last examination.</param>
/// <param name="Wrong">Points where the rule takes another symbol than it should.</param>
/// <param name="Unsure">Points where it is right, but by less than the margin.</param>
/// <param name="Margin">The smallest lead of the right symbol over every other before the snap; negative where one is wrong, and no more than the margin asked for.</param>
internal readonly record struct LocalProgress(int Update, double Loss, long Wrong, long Unsure, float Margin);
