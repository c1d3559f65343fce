using System.Net.Http.Headers;

namespace SalesforceCC.Http;

/// <summary>A token as requests need it.</summary>
internal interface IAccessToken
{
    /// <summary>The header that carries it.</summary>
    AuthenticationHeaderValue Header { get; }

    /// <summary>The one origin that it is sent to.</summary>
    Uri InstanceUrl { get; }
}
