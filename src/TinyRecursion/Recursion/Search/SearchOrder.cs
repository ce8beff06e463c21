namespace TinyRecursion.Recursion.Search;

/// <summary>Which open node a search looks at next. Equal ones are taken in the order in which they were listed.</summary>
public enum SearchOrder
{
    /// <summary>One below the node just looked at, the best choice first: little memory.</summary>
    DepthFirst,

    /// <summary>The one whose choices have the highest score together: an early mistake costs little, open nodes pile up.</summary>
    BestFirst,
}
