using System.Globalization;
using System.Security.Cryptography;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Http;

/// <summary>Our own bugs look as Salesforce's do; what happened goes to stderr under the same id.</summary>
internal static class UnexpectedError
{
    /// <summary>An exception that is neither an answer nor the end of the connection.</summary>
    public static bool Is(Exception e) =>
        e is not (SalesforceError or OperationCanceledException or BadHttpRequestException or IOException);

    public static Answer ToAnswer(Exception exception)
    {
        string id = string.Create(
            CultureInfo.InvariantCulture,
            $"{RandomNumberGenerator.GetInt32(int.MaxValue)}-{RandomNumberGenerator.GetInt32(999_999)}");
        Console.Error.WriteLine($"ErrorId {id}: {exception}");
        return Answer.Error(new SalesforceError(
            500,
            "UNKNOWN_EXCEPTION",
            $"An unexpected error occurred. Please include this ErrorId if you contact support: {id}"));
    }
}
