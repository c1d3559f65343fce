using SalesforceCC.Emulator.Faults;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.Control;

/// <summary>Faults, the request log and the API quota.</summary>
internal sealed class TrafficKnobs(FaultTable faults, RequestLog log, ApiUsage usage, Line line)
{
    public Answer AddFault(Call call)
    {
        faults.Add(ControlJson.Read<FaultOrder>(call).ToFault());
        return Answer.Empty(204);
    }

    public Answer ClearFaults(Call call)
    {
        faults.Clear();
        return Answer.Empty(204);
    }

    public Answer Requests(Call call)
    {
        string pattern = call.Query["path"].ToString();
        return ControlJson.Answer(log.All.Where(r => pattern.Length == 0 || Wildcard.IsMatch(pattern, r.Path)));
    }

    public Answer ClearRequests(Call call)
    {
        log.Clear();
        return Answer.Empty(204);
    }

    public Answer ApiUsage(Call call) => ControlJson.Answer(new { usage.Used, usage.Allowed });

    public Answer SetApiUsage(Call call)
    {
        UsageOrder order = ControlJson.Read<UsageOrder>(call);
        usage.Set(order.Used, order.Allowed);
        return ApiUsage(call);
    }

    /// <summary><c>{"latencyMs":50,"bandwidth":125000}</c>: what is left out stays, 0 takes it away.</summary>
    public Answer SetLine(Call call)
    {
        LineOrder order = ControlJson.Read<LineOrder>(call);
        if (order.LatencyMs < 0 || order.Bandwidth < 0)
            throw new FormatException("latencyMs and bandwidth cannot be negative.");
        line.Latency = order.LatencyMs is { } latency ? TimeSpan.FromMilliseconds(latency) : line.Latency;
        line.Bandwidth = order.Bandwidth ?? line.Bandwidth;
        return ControlJson.Answer(new { latencyMs = line.Latency.TotalMilliseconds, bandwidth = line.Bandwidth });
    }

    private sealed record LineOrder
    {
        public int? LatencyMs { get; init; }

        public long? Bandwidth { get; init; }
    }

    private sealed record UsageOrder
    {
        public int? Used { get; init; }

        public int? Allowed { get; init; }
    }
}
