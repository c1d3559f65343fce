namespace SalesforceCC.Query;

/// <summary>What holds for every page that a cursor hands out, of rows and of child rows.</summary>
internal static class CursorPage
{
    /// <summary>
    /// Reads one. What is refused as wrong is not asked for again: a cursor that keeps count would hand out the page after
    /// it, and rows would be lost without a word.
    /// </summary>
    public static async Task<T> ReadOnceAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (SfException e) when (e is { Code: SfErrorCodes.InvalidResponse, MayPass: false })
        {
            e.Final = true;
            throw;
        }
    }

    /// <summary>The refusal of a page that was read whole and is wrong.</summary>
    public static SfException Refused(string message) => new(SfErrorCodes.InvalidResponse, message) { Final = true };
}
