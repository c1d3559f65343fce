#if !NET
using System.Net;

namespace SalesforceCC.Http;

/// <summary>What .NET Framework says of a failed request: a status, and often no cause.</summary>
internal static class WebErrors
{
    /// <summary>The first status among an exception and its causes; Success: there is none.</summary>
    public static WebExceptionStatus StatusOf(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is WebException failure)
                return failure.Status;
        }

        return WebExceptionStatus.Success;
    }
}
#endif
