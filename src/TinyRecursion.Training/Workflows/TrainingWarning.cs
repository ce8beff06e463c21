namespace TinyRecursion.Training.Workflows;

/// <summary>Something about the folder of a run that does not end it, such as a damaged line of its metrics.</summary>
/// <param name="Message">One line that names the file.</param>
public sealed record TrainingWarning(string Message) : TrainingReport;
