using System.Text.Json;
using SalesforceCC.Bulk;

namespace SalesforceCC.Client.Tests.Bulk;

public sealed class BulkJobReaderTests
{
    [Theory]
    [InlineData("58.0", "58.0")]
    [InlineData("53", "53.0")]
    [InlineData("\"47.0\"", "47.0")]
    [InlineData("\"unknown\"", "unknown")]
    public void Versions_come_in_several_forms(string json, string version) =>
        Assert.Equal(version, Read($$"""{"id":"750000000000001","state":"Open","apiVersion":{{json}}}""").ApiVersion);

    [Fact]
    public void What_Salesforce_does_not_say_is_null()
    {
        SfBulkJob job = Read("""{"id":"750000000000001","state":"Open","errorMessage":"","externalIdFieldName":null,"retries":"x","createdDate":"then","isPkChunkingSupported":null}""");

        Assert.Equal(("750000000000001AAA", "Open", "", "", "", ""), (job.Id, job.State, job.JobType, job.Operation, job.Object, job.ApiVersion));
        Assert.Null(job.ErrorMessage);
        Assert.Null(job.ExternalIdFieldName);
        Assert.Null(job.Retries);
        Assert.Null(job.CreatedDate);
        Assert.Null(job.IsPkChunkingSupported);
        Assert.Null(job.NumberRecordsProcessed);
        Assert.Null(job.TotalProcessingTime);
        Assert.False(job.IsFinished);
        Assert.Equal(BulkKind.Ingest, job.Kind);
    }

    [Fact]
    public void All_that_Salesforce_says_is_read()
    {
        SfBulkJob job = Read(
            """
            {"id":"750000000000001AAA","operation":"queryAll","object":"Account","createdById":"005000000000001AAA","createdDate":"2026-11-27T10:00:00.000+0000",
            "systemModstamp":"2026-11-27T10:01:00.000+0000","state":"Failed","externalIdFieldName":"Ext__c","concurrencyMode":"Parallel","contentType":"CSV","apiVersion":68.0,
            "jobType":"V2Query","lineEnding":"LF","columnDelimiter":"COMMA","numberRecordsProcessed":3,"numberRecordsFailed":1,"retries":2,"totalProcessingTime":1500,
            "apiActiveProcessingTime":700,"apexProcessingTime":5,"isPkChunkingSupported":true,"errorMessage":"InternalServerError : x"}
            """);

        Assert.Equal(("queryAll", "Account", "V2Query", "LF", "COMMA", "Parallel"), (job.Operation, job.Object, job.JobType, job.LineEnding, job.ColumnDelimiter, job.ConcurrencyMode));
        Assert.Equal((3, 1, 2), (job.NumberRecordsProcessed, job.NumberRecordsFailed, job.Retries));
        Assert.Equal((1.5, 0.7, 0.005), (job.TotalProcessingTime!.Value.TotalSeconds, job.ApiActiveProcessingTime!.Value.TotalSeconds, job.ApexProcessingTime!.Value.TotalSeconds));
        Assert.Equal(new DateTimeOffset(2026, 11, 27, 10, 1, 0, TimeSpan.Zero), job.SystemModstamp);
        Assert.Equal(("Ext__c", "InternalServerError : x", "005000000000001AAA"), (job.ExternalIdFieldName, job.ErrorMessage, job.CreatedById));
        Assert.True(job.IsPkChunkingSupported);
        Assert.True(job.IsFinished);
        Assert.Equal(BulkKind.Query, job.Kind);
    }

    [Theory]
    [InlineData("""{"done":true,"records":[{"id":"750000000000001","state":"Aborted"}],"nextRecordsUrl":"/x"}""", null)]
    [InlineData("""{"done":false,"records":[{"id":"750000000000001","state":"Aborted"}],"nextRecordsUrl":"/x"}""", "/x")]
    [InlineData("""{"records":[{"id":"750000000000001","state":"Aborted"}]}""", null)]
    public void A_list_ends_when_it_is_done(string json, string? next)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        (IReadOnlyList<SfBulkJob> jobs, string? link) = BulkJobReader.ReadList(document.RootElement);

        Assert.Equal("Aborted", Assert.Single(jobs).State);
        Assert.Equal(next, link);
    }

    private static SfBulkJob Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return BulkJobReader.Read(document.RootElement);
    }
}
