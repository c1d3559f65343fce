using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Control;

/// <summary>
/// The knobs below <c>/__org</c>, a path that no Salesforce API uses. No authentication: the emulator listens on
/// loopback only and holds nothing of worth.
/// </summary>
internal sealed class ControlApi(RouteTable routes)
{
    public Answer Handle(Call call)
    {
        try
        {
            return routes.Invoke(call.Path, call);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or InvalidDataException)
        {
            return Answer.Json(400, new { error = e.Message });
        }
        catch (SalesforceError e)
        {
            return Answer.Json(e.Status, new { error = e.Message });
        }
    }
}
