using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesforceCC.Emulator.Hosting;

/// <summary>What somebody who has started an org needs to know of it, as JSON on one line.</summary>
internal static class Announcement
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static JsonElement Of(EmulatorHost emulator) => JsonSerializer.SerializeToElement(
        new
        {
            url = emulator.Url.GetLeftPart(UriPartial.Authority),
            httpsUrl = emulator.HttpsUrl?.GetLeftPart(UriPartial.Authority),
            http2Url = emulator.Http2Url?.GetLeftPart(UriPartial.Authority),
            consumerKey = emulator.ConsumerKey,
            consumerSecret = emulator.ConsumerSecret,
            runAsUsername = emulator.RunAsUsername,
            adminUsername = emulator.AdminUsername,
            organizationId = emulator.OrganizationId,
        },
        Options);
}
