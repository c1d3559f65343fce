using System.Text;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A file with Apex: text in UTF-8, or with a mark that says otherwise.</summary>
internal static class ApexFile
{
    // Salesforce takes 32,000 characters; a file that is none of Apex need not be read to its end.
    private const int MostCharacters = 1_000_000;

    /// <exception cref="SfException">BODY_NOT_READ, INVALID_PARAMETER.</exception>
    public static async Task<string> ReadAsync(string path, CancellationToken stop)
    {
        using InputFile file = InputFile.Open(path);
        using StreamReader reader = new(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
        StringBuilder text = new();
        char[] buffer = new char[8_192];
        try
        {
            int read;
            while ((read = await reader.ReadAsync(buffer, 0, buffer.Length)) > 0)
            {
                stop.ThrowIfCancellationRequested();
                text.Append(buffer, 0, read);
                if (text.Length > MostCharacters)
                    throw new SfException(SfErrorCodes.InvalidParameter, $"The file '{path}' is too long: Salesforce accepts 32,000 characters of Apex.");
            }
        }
        catch (DecoderFallbackException e)
        {
            throw new SfException(SfErrorCodes.BodyNotRead, $"The file '{path}' is not text in UTF-8.", e);
        }

        return text.ToString();
    }
}
