using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Hosting;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Control;

/// <summary>
/// Starts further orgs in this process (<c>POST /__org/orgs</c>) and ends them (<c>DELETE /__org/orgs/{port}</c>). It
/// stands before the other knobs, which do not wait.
/// </summary>
internal sealed class OrgsEndpoint(OrgFleet fleet)
{
    private const string Path = "/__org/orgs";

    public static bool Serves(HttpContext context)
    {
        string path = CallReader.PathOf(context);
        return path == Path || path.StartsWith(Path + "/", StringComparison.Ordinal);
    }

    public async Task HandleAsync(HttpContext context)
    {
        using Answer answer = await AnswerAsync(context);
        await AnswerSender.SendAsync(context, answer);
    }

    private async Task<Answer> AnswerAsync(HttpContext context)
    {
        try
        {
            Call call = await CallReader.ReadAsync(context, new Origins());
            return (call.Method, call.Path) switch
            {
                ("POST", Path) => Answer.Json(201, Announcement.Of(await fleet.StartAsync(Options(call)))),
                ("DELETE", _) => await StopAsync(call.Path[Path.Length..].Trim('/')),
                _ => Answer.Json(405, new { error = $"POST {Path} starts an org, DELETE {Path}/PORT ends it." }),
            };
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or IOException)
        {
            return Answer.Json(400, new { error = e.Message });
        }
    }

    private async Task<Answer> StopAsync(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && await fleet.StopAsync(port)
            ? Answer.Empty(204)
            : Answer.Json(404, new { error = $"No org that was started here listens on port {text}." });

    /// <summary>
    /// The options of the command line by the same names, in camel case: <c>{"seed":"sample","apiUsage":"1/2"}</c>.
    /// </summary>
    private static EmulatorOptions Options(Call call)
    {
        List<string> arguments = new List<string>();
        foreach ((string? name, JsonNode? value) in ControlJson.ReadObject(call))
        {
            if (value is null || value.GetValueKind() == JsonValueKind.False)
                continue;
            arguments.Add("--" + JsonNamingPolicy.KebabCaseLower.ConvertName(name));
            if (value.GetValueKind() != JsonValueKind.True)
                arguments.Add(value.ToString());
        }

        CommandLine line = CommandLine.Parse([.. arguments]);
        return line is { ParentPid: null, StdinClose: false }
            ? line.Options
            : throw new FormatException("parentPid and stdinClose concern the process, and can only be given to it.");
    }
}
