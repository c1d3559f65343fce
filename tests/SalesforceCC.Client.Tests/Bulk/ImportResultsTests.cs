using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SalesforceCC.Bulk;

namespace SalesforceCC.Client.Tests.Bulk;

public sealed class ImportResultsTests
{
    private const string Missing = "REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --";

    [Fact]
    public async Task D1_results_come_in_another_order_than_rows()
    {
        await using ImportRun run = await ImportRun.StartAsync(["Name", "Phone"]);
        run.Add(
            [["A", "1"], ["B", "2"], ["", "3"], ["D", "4"], ["E", "5"]],
            [["001E", "true", "E", "5"], ["001A", "true", "A", "1"], ["001D", "false", "D", "4"], ["001B", "true", "B", "2"]],
            [["", Missing, "", "3"]]);

        ImportOutcome outcome = await run.WriteAsync();

        Assert.Equal(new ImportCounts(4, 3, 1, 0, 0, 0), outcome.Total);
        Assert.Equal(["001A", "001B", "001D", "001E"], (await run.ReadAsync("successful.csv")).Skip(1).Select(static r => r[0]));
        Assert.Equal([["sf__Id", "sf__Error", "sf__Line", "Name", "Phone"], ["", Missing, "4", "", "3"]], await run.ReadAsync("failed.csv"));
        Assert.Equal([["Name", "Phone"]], await run.ReadAsync("unprocessed.csv"));
        ImportFailure failure = Assert.Single(run.Failures);
        Assert.Equal((4, "REQUIRED_FIELD_MISSING", "Required fields are missing: [Name]", "Name"), (failure.Line, failure.Code, failure.Message, failure.Fields.Single()));
        Assert.Equal([new("Name", ""), new("Phone", "3")], failure.Values);
    }

    [Fact]
    public async Task Rows_that_are_alike_count_as_often_as_they_stand()
    {
        await using ImportRun run = await ImportRun.StartAsync(["Name"]);
        run.Add([["A"], ["B"], ["A"], ["A"]], [["1", "true", "A"], ["2", "true", "B"]], [["", "DUPLICATE_VALUE:x:Name --", "A"], ["", "DUPLICATE_VALUE:y:Name --", "A"]]);

        Assert.Equal(new ImportCounts(2, 2, 2, 0, 0, 0), (await run.WriteAsync()).Total);
        Assert.Equal([4, 5], run.Failures.Select(static f => f.Line));
    }

    [Fact]
    public async Task Line_numbers_count_the_breaks_within_values()
    {
        await using ImportRun run = await ImportRun.StartAsync(["Name"]);
        run.Add([["a\nb"], ["c\r\nd"], ["e\rf"], ["x"]], [], [["", "E:", "x"], ["", "E:", "c\r\nd"]])
            .Add([["y"]], [], [["", "E:", "y"]]);

        await run.WriteAsync();

        Assert.Equal([4, 8, 9], run.Failures.Select(static f => f.Line));
    }

    [Fact]
    public async Task A_failed_job_has_rows_done_rows_not_done_and_rows_of_which_nobody_knows()
    {
        await using ImportRun run = await ImportRun.StartAsync(["Name"]);
        run.Add([["A"], ["B"], ["C"], ["D"]], [["1", "true", "A"]], [["", "E:", "B"]], [["C"]], "Failed");

        Assert.Equal(new ImportCounts(1, 1, 1, 1, 1, 0), (await run.WriteAsync()).Total);
        Assert.Equal([["Name"], ["C"]], await run.ReadAsync("unprocessed.csv"));
        Assert.Equal([["Name"], ["D"]], await run.ReadAsync("unknown.csv"));
    }

    [Theory]
    [InlineData(" x ", "x")]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData("a\nb", "a\r\nb")]
    public async Task A_value_that_comes_back_in_another_form_is_found(string sent, string returned)
    {
        await using ImportRun run = await ImportRun.StartAsync(["Name", "Phone"]);
        run.Add([[sent, "1"], ["y", "1"]], [["1", "true", "y", "1"], ["2", "true", returned, "1"]]);

        Assert.Equal(new ImportCounts(2, 2, 0, 0, 0, 0), (await run.WriteAsync()).Total);
        Assert.Equal(["2", "1"], (await run.ReadAsync("successful.csv")).Skip(1).Select(static r => r[0]));
    }

    [Fact]
    public async Task A_row_whose_values_come_back_changed_is_found_by_its_key()
    {
        await using ImportRun run = await ImportRun.StartAsync(["Id", "Amount"]);
        run.Add([["001B000000UnQ2v", "1.50"], ["001B000000UnQ2V", "2"]], [["x", "false", "001B000000UnQ2vIAF", "1.5"]], [["y", "E:", "001B000000UnQ2V", "2.0"]]);

        Assert.Equal(new ImportCounts(1, 0, 1, 0, 0, 0), (await run.WriteAsync("Id")).Total);
        Assert.Equal(3, Assert.Single(run.Failures).Line);
    }

    [Fact]
    public async Task A_result_that_fits_no_row_is_kept()
    {
        await using ImportRun run = await ImportRun.StartAsync(["Name"]);
        run.Add([["A"]], [["1", "true", "Z"]]);

        Assert.Equal(new ImportCounts(0, 0, 0, 0, 1, 1), (await run.WriteAsync()).Total);
        Assert.Equal([["sf__Id", "sf__Created", "sf__Error"], ["1", "true", ""]], await run.ReadAsync("unmatched.csv"));
    }

    [Fact]
    public async Task A_column_that_results_leave_out_is_not_needed()
    {
        // A header in another case than the field's: results are without it.
        await using ImportRun run = await ImportRun.StartAsync(["Name", "phone"]);
        run.Sending(new SentColumn("Name", 0), new SentColumn("Phone", 1), new SentColumn("Gone", 1)).Add([["A", "1"], ["B", "2"]], [["1", "true", "B", "2", "2"], ["2", "true", "A", "1", "1"]]);

        Assert.Equal(["2", "1"], (await Rows()).Select(static r => r[0]));

        async Task<IEnumerable<string[]>> Rows()
        {
            await run.WriteAsync();
            return (await run.ReadAsync("successful.csv")).Skip(1);
        }
    }

    [Fact]
    public async Task Values_are_looked_for_as_they_were_sent_and_given_back_as_they_stood()
    {
        await using ImportRun run = await ImportRun.StartAsync(["sf__Id", "sf__Error", "Name", "IsActive"]);
        run.Sending(new SentColumn("IsActive", 3, IsBoolean: true)).Add([["1", "x", "A", "yes"], ["2", "y", "B", "off"]], [["1", "true", "true"]], [["", "E:", "false"]]);

        await run.WriteAsync();

        Assert.Equal([["sf__Id", "sf__Created", "Name", "IsActive"], ["1", "true", "A", "yes"]], await run.ReadAsync("successful.csv"));
        Assert.Equal([["sf__Id", "sf__Error", "sf__Line", "Name", "IsActive"], ["", "E:", "3", "B", "off"]], await run.ReadAsync("failed.csv"));
    }

    [Fact]
    public async Task A_second_time_the_files_are_the_same()
    {
        await using ImportRun run = await ImportRun.StartAsync(["Name"]);
        run.Add([["A"], ["B"]], [["1", "true", "B"]], [["", "E:", "A"]]);
        await run.WriteAsync();
        string[][] first = await run.ReadAsync("failed.csv");

        ImportOutcome second = await run.WriteAsync();

        Assert.Equal(first, await run.ReadAsync("failed.csv"));
        Assert.Equal(new ImportCounts(1, 1, 1, 0, 0, 0), second.Total);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(run.Folder, "work")));
    }

    [Property(MaxTest = 40)]
    public Property Each_row_is_in_one_file_with_its_own_result() => Prop.ForAll(
        (from dialect in Gen.Elements(CsvDialect.Default, new CsvDialect(';', true), new CsvDialect('\t'))
         from rows in (from a in Gen.Elements("", "a", "b", "ä\n", "\"q\"", ";,\t", "#N/A")
                       from b in Gen.Elements("", "1", "2", "x\r\ny")
                       from fate in Gen.Choose(0, 3)
                       select (Row: new[] { a, b }, Fate: fate)).ArrayOf()
         from order in Gen.Choose(0, int.MaxValue)
         select (dialect, rows, order)).ToArbitrary(),
        input => Task.Run(async () =>
        {
            (CsvDialect dialect, (string[] Row, int Fate)[] rows, int order) = input;
            Random random = new(order);
            await using ImportRun run = await ImportRun.StartAsync(["A", "B"], dialect);
            run.Add(
                [.. rows.Select(static r => r.Row)],
                Shuffled([.. rows.Where(static r => r.Fate == 0).Select(static (r, i) => (string[])[$"id{i}", "true", .. r.Row])]),
                Shuffled([.. rows.Where(static r => r.Fate == 1).Select(static r => (string[])["", $"E:{r.Row[0]}|{r.Row[1]}", .. r.Row])]),
                Shuffled([.. rows.Where(static r => r.Fate == 2).Select(static r => r.Row)]),
                "Failed");

            ImportOutcome outcome = await run.WriteAsync();

            Assert.Equal((Of(0), Of(1), Of(2), Of(3)), (outcome.Total.Successful, outcome.Total.Failed, outcome.Total.Unprocessed, outcome.Total.Unknown));
            string[][] failed = [.. (await run.ReadAsync("failed.csv")).Skip(1)];
            Assert.All(failed, static r => Assert.Equal($"E:{r[3]}|{r[4]}", r[1]));
            string[] all =
            [
                .. (await run.ReadAsync("successful.csv")).Skip(1).Select(static r => $"{r[2]}|{r[3]}"),
                .. failed.Select(static r => $"{r[3]}|{r[4]}"),
                .. (await run.ReadAsync("unprocessed.csv")).Skip(1).Select(static r => $"{r[0]}|{r[1]}"),
                .. Of(3) == 0 ? [] : (await run.ReadAsync("unknown.csv")).Skip(1).Select(static r => $"{r[0]}|{r[1]}"),
            ];
            Assert.Equal(rows.Select(static r => $"{r.Row[0]}|{r.Row[1]}").Order(StringComparer.Ordinal), all.Order(StringComparer.Ordinal));

            long Of(int fate) => rows.Count(r => r.Fate == fate);

            string[][] Shuffled(string[][] results)
            {
                random.Shuffle(results);
                return results;
            }
        }));
}
