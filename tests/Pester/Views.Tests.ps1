# Every view is looked at as a terminal of 80 and one of 120 columns shows it. Texts are made of letters that stand nowhere
# else, so that counting these shows whether all of the text is there, on however many lines.
BeforeDiscovery {
    $ways = foreach ($width in 80, 120) {
        foreach ($rendering in 'PlainText', 'Ansi') {
            foreach ($culture in '', 'en-US', 'de-DE', 'ar-SA', 'th-TH', 'hi-IN', 'ja-JP') {
                @{ Width = $width; Rendering = $rendering; Culture = $culture }
            }
        }
    }
}

BeforeAll {
    Import-TestModule

    function Use-Culture([string] $Name, [scriptblock] $Script) {
        $before = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = [cultureinfo]$Name
        try { & $Script } finally { [cultureinfo]::CurrentCulture = $before }
    }

    # Its lines without colours, which take no room; Ansi asks for them all the same.
    function Show($Value, [int] $Width = 120, [string] $Rendering = 'PlainText', [string] $Culture = 'en-US') {
        $before = $PSStyle.OutputRendering
        $PSStyle.OutputRendering = $Rendering
        try {
            $text = Use-Culture $Culture { $Value | Out-String -Width $Width }
            $text -replace '\e\[[\d;]*m' -split '\r?\n' | Where-Object { $_.Trim() }
        }
        finally { $PSStyle.OutputRendering = $before }
    }

    function Get-Heading([string[]] $Lines) { ($Lines[0] -split '\s{2,}|(?<=\w) (?=\w)').Where({ $_ }) }

    function New-Sample([string] $Type, [hashtable] $Properties) {
        [pscustomobject](@{ PSTypeName = "SalesforceCC.$Type" } + $Properties)
    }
}

Describe 'In <Width> columns, <Rendering>, culture "<Culture>", the view of' -ForEach $ways {
    BeforeAll {
        function Show-Sample($Value) {
            $lines = @(Show $Value $Width $Rendering $Culture)
            $lines | Where-Object Length -GT $Width | Should -BeNullOrEmpty
            $lines -join '' | Should -Not -Match '…|\.\.\.'
            $lines
        }

        function Assert-Whole([string[]] $Lines, [string] $Text) {
            ($Lines -join '' -replace "[^$Text]").Length | Should -Be $Text.Length
        }

        # N0 as the culture writes it: 1,234,567,890 is 1.234.567.890 or 1,23,45,67,890.
        function Get-Number([decimal] $Number) { Use-Culture $Culture { $Number.ToString('N0') } }
    }

    It 'sessions shows all names and numbers' {
        $lines = Show-Sample @(
            New-Sample SfSession @{ Name = 'acme.my.salesforce.com'; IsDefault = $true; InstanceUrl = [uri]'https://acme.my.salesforce.com'; ApiCalls = 1; ApiUsage = '7501/15000' }
            New-Sample SfSession @{ Name = 'Ω' * 45; IsDefault = $false; InstanceUrl = [uri]"http://$('q' * 60)"; ApiCalls = 1234567890; ApiUsage = '1234567890/2345678901' }
        )
        Get-Heading $lines | Should -Be 'Default', 'Name', 'Instance', 'Calls', 'OrgUsage'
        $lines[2] | Should -Match '^\*\s+acme\.my\.salesforce\.com\s+acme\s+1\s+7501/15000$'
        $lines[3] | Should -Match '\s1234567890\s+1234567890/$'
        $lines[4] | Should -Match '\s2345678901$'
        Assert-Whole $lines[3..9] ('Ω' * 45)
        Assert-Whole $lines[3..9] ('q' * 60)
    }

    It 'connections shows all texts' {
        $lines = Show-Sample @(
            New-Sample SfConnection @{ Name = 'prod'; Flow = 'ClientCredentials'; Domain = 'acme'; VaultName = 'Company'; SecretName = 'salesforce' }
            New-Sample SfConnection @{ Name = 'Ω' * 45; Flow = 'JwtBearer'; Domain = "$('q' * 60).my.salesforce.com"; Username = 'Ж' * 50; PrivateKeyPath = '/' + 'Ы' * 70 }
        )
        Get-Heading $lines | Should -Be 'Name', 'Flow', 'Domain (User)', 'Secret'
        $lines[2] | Should -Match '^prod\s+ClientCredentials\s+acme\s+Company: salesforce$'
        ('Ω' * 45), ('q' * 60), ('Ж' * 50), ('Ы' * 70) | ForEach-Object { Assert-Whole $lines[3..9] $_ }
    }

    It 'responses to parts of a composite shows all texts' {
        $lines = Show-Sample @(
            New-Sample SfCompositeResponse @{ ReferenceId = 'account'; StatusCode = 201; Method = 'POST'; Path = '/services/data/v68.0/sobjects/Account' }
            New-Sample SfCompositeResponse @{ ReferenceId = 'Ω' * 45; StatusCode = 404; Method = 'DELETE'; Path = '/services/data/v68.0/sobjects/' + 'q' * 90 }
        )
        Get-Heading $lines | Should -Be 'ReferenceId', 'Status', 'Method', 'Path'
        $lines[2] | Should -Match '^account\s+201\s+POST\s+sobjects/Account$'
        ('Ω' * 45), ('q' * 90) | ForEach-Object { Assert-Whole $lines[3..9] $_ }
    }

    It 'limits shows all numbers and percentages' {
        $lines = Show-Sample @(
            New-Sample SfLimit @{ Name = 'ConcurrentAsyncGetReportInstances'; Used = 50; Max = 100; UsedPercent = [decimal]50 }
            New-Sample SfLimit @{ Name = 'Ω' * 60; Used = 1234567890; Max = 2345678901; UsedPercent = [decimal]52.6 }
            New-Sample SfLimit @{ Name = 'x'; Used = 1234567890; Max = 123456789; UsedPercent = [decimal]1000 }
        )
        Get-Heading $lines | Should -Be 'Name', 'Used', 'Max', 'Usage'
        $lines[2] | Should -Match "^ConcurrentAsyncGetReportInstances\s+50\s+100 ████░░░░   50[.,٫]0%$"
        $lines[3].Contains(" $(Get-Number 1234567890) ") | Should -BeTrue
        $lines[3].Contains(" $(Get-Number 2345678901) ") | Should -BeTrue
        $lines[3] | Should -Match ' █████░░░   52[.,٫]6%$'
        $lines[-1] | Should -Match ' ████████ 1000[.,٫]0%$'
        Assert-Whole $lines ('Ω' * 60)
    }

    It 'versions shows version, name and path' {
        $lines = Show-Sample (New-Sample SfApiVersion @{ Version = [version]'68.0'; Label = 'Ω' * 50; Url = '/services/data/v68.0' })
        Get-Heading $lines | Should -Be 'Version', 'Label', 'Url'
        $lines[2] | Should -Match '^68\.0\s+Ω+\s+/services/data/v68\.0$'
        Assert-Whole $lines ('Ω' * 50)
    }

    It 'a setup shows each status and all texts' {
        $lines = Show-Sample (New-Sample SfSetupItem @{ Status = 'Created'; Kind = 'PermissionSetLicenseAssign'; Name = 'Ω' * 80; Detail = 'Ж' * 200 })
        Get-Heading $lines | Should -Be 'Status', 'Kind', 'Name', 'Detail'
        $lines[2] | Should -Match '^Created PermissionSetLicenseAssign Ω'
        ('Ω' * 80), ('Ж' * 200) | ForEach-Object { Assert-Whole $lines $_ }
    }

    It 'a check shows each status and what to do' {
        $lines = Show-Sample @('Pass', 'Warn', 'Fail', 'Skipped').ForEach({ New-Sample SfSetupCheck @{ Step = 'RunAsPermission'; Status = $_; Detail = 'Ω' * 100; Fix = 'Ж' * 200 } })
        Get-Heading $lines | Should -Be 'Step', 'Status', 'Detail'
        'Pass', 'Warn', 'Fail', 'Skipped' | ForEach-Object { $lines -match "^RunAsPermission $_ +Ω" | Should -HaveCount 1 }
        ('Ω' * 400), ('Ж' * 800) | ForEach-Object { Assert-Whole $lines $_ }
    }

    It 'a rotation shows each status and all texts' {
        $lines = Show-Sample (New-Sample SfRotationStep @{ Step = 'StoreStaged'; Status = 'Skipped'; Detail = 'Ω' * 150 })
        Get-Heading $lines | Should -Be 'Step', 'Status', 'Detail'
        $lines[2] | Should -Match '^StoreStaged Skipped Ω'
        Assert-Whole $lines ('Ω' * 150)
    }

    It 'a token writes times in one form' {
        $issued = [datetimeoffset]::new(2026, 2, 3, 4, 5, 6, 789, [timespan]::FromHours(7))
        $local = $issued.LocalDateTime.ToString('yyyy-MM-dd HH:mm:ss', [cultureinfo]::InvariantCulture)
        $lines = Show-Sample (New-Sample SfToken @{ TokenType = 'Bearer'; InstanceUrl = "https://$('q' * 60)/"; IssuedAt = $issued; Scope = 'id api'; Active = $true; ExpiresAt = $issued; Username = 'Ω' * 80 })
        $lines | Should -Contain "IssuedAt    : $local"
        $lines | Should -Contain "ExpiresAt   : $local"
        ('q' * 60), ('Ω' * 80) | ForEach-Object { Assert-Whole $lines $_ }
        Show-Sample (New-Sample SfToken @{ Active = $false; IssuedAt = $issued; ExpiresAt = $null }) | Where-Object { $_ -match '^ExpiresAt\s+:\s*$' } | Should -HaveCount 1
    }

    It 'an identity shows all texts' {
        $lines = Show-Sample (New-Sample SfIdentity @{ Username = 'Ω' * 80; OrganizationName = 'Ж' * 80; InstanceUrl = "https://$('q' * 60)/" })
        ('Ω' * 80), ('Ж' * 80), ('q' * 60) | ForEach-Object { Assert-Whole $lines $_ }
    }
}

Describe 'What the module says' {
    It 'is in a view that fits, whatever is a table' {
        [xml]$file = Get-Content (Join-Path (Get-Module SalesforceCC).ModuleBase 'SalesforceCC.format.ps1xml') -Raw
        foreach ($view in $file.Configuration.ViewDefinitions.View | Where-Object TableControl) {
            $headers = @($view.TableControl.TableHeaders.TableColumnHeader)
            $headers[0].Width | Should -Not -BeNullOrEmpty -Because "PowerShell would size the columns of $($view.Name) by their texts"
            # A text column gets 14 at least.
            $least = ($headers | ForEach-Object { if ($_.Width) { [int]$_.Width } else { 14 } } | Measure-Object -Sum).Sum + $headers.Count - 1
            $least | Should -BeLessOrEqual 80 -Because $view.Name
            $headers | Where-Object { $_.Width -and $_.Label.Length -gt [int]$_.Width } | Should -BeNullOrEmpty
        }
    }
}

Describe 'The view of' {
    BeforeAll {
        $org = Start-TestOrg -With @{ apiUsage = '7500/15000' }
        $session = Connect-TestOrg $org @{ Name = 'acme-dev' }
        $null = Get-SfLimit
    }

    AfterAll { Stop-TestOrg $org }

    It 'a session is a table' {
        $null = Connect-TestOrg $org @{ Name = 'other'; NoDefault = $true }
        $lines = Show (Get-SfSession) 80
        $lines | Should -HaveCount 4
        $lines[2] | Should -Match "^\*\s+acme-dev\s+127\.0\.0\.1:\d+\s+1\s+7501/15000$"
        $lines[3] | Should -Match '^\s+other\s+127'
    }

    It 'a token is a list without the token' {
        $lines = Show (Get-SfToken)

        ($lines -replace '\s*:.*').Where({ $_ -match '^\w' }) | Should -Be 'AccessToken', 'TokenType', 'InstanceUrl', 'IssuedAt', 'Scope'
        $lines[0] | Should -Match 'System\.Security\.SecureString'
        $lines -match '^IssuedAt\s+: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$' | Should -HaveCount 1
        ((Show (Get-SfToken -Introspect)) -replace '\s*:.*').Where({ $_ -match '^\w' })[-3..-1] | Should -Be 'Active', 'ExpiresAt', 'Username'
    }

    It 'an identity is a list, most important first' {
        $lines = Show (Get-SfIdentity)

        $lines[0] | Should -Match "^Username\s+: $([regex]::Escape($org.runAsUsername))$"
        ($lines -match '^OrganizationName\s+: Alpenglow Instruments$') | Should -HaveCount 1
    }

    It 'a bar shows the least use, and never more than there is' {
        function Get-Bar($Percent) {
            $limit = New-Sample SfLimit @{ Name = 'x'; Used = 1; Max = 2; UsedPercent = [decimal]$Percent }
            [regex]::Matches((Show $limit) -join '', '█').Count
        }
        Get-Bar 0 | Should -Be 0
        Get-Bar 0.1 | Should -Be 1
        Get-Bar 100 | Should -Be 8
        Get-Bar 250 | Should -Be 8
        Get-Bar -5 | Should -Be 0
    }

    It 'all limits fits, a line each or two' {
        $lines = Show (Get-SfLimit) 80
        $lines | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        $lines -match '%$' | Should -HaveCount @(Get-SfLimit).Count
    }

    It 'versions is a table' {
        $lines = Show (Get-SfApiVersion | Select-Object -Last 2) 80
        $lines[2] | Should -Match "^68\.0\s+Winter '27\s+/services/data/v68\.0$"
        $lines[3] | Should -Match '/services/data/latest$'
    }

    It 'a setup is a table that has room for the place in Setup' {
        $lines = Show (New-SfIntegrationSetup SAP it@acme.example -Username sap@acme.example -OutputDirectory (Join-Path $TestDrive sap) | Select-Object -Last 2)
        $lines -join ' ' -replace '\s+', ' ' | Should -Match 'ByHand ConsumerKeyAndSecret SAP_Integration Setup,'
    }

    It 'rows aligns numbers that Salesforce writes in several forms' {
        $rows = Invoke-SfQuery 'SELECT Name, AnnualRevenue FROM Account WHERE AnnualRevenue != null'
        "$($rows.AnnualRevenue)" | Should -Match ' 155000000 '
        "$($rows.AnnualRevenue)" | Should -Match '2400000\.0 '
        foreach ($culture in 'en-US', 'de-DE') {
            $points = (Show $rows -Culture $culture)[3..99] | ForEach-Object { if ($_ -match '[.,](?=\d+$)') { $_.Length - $_.LastIndexOf($Matches[0]) } else { 0 } }
            $points | Should -HaveCount @($rows).Count
            $points | Select-Object -Unique | Should -HaveCount 1
        }
    }

    It 'rows shows parents and children by name, and by object and ID without one' {
        $row = Invoke-SfQuery "SELECT Name, Owner.Name, (SELECT LastName FROM Contacts ORDER BY LastName LIMIT 2) FROM Account WHERE Name LIKE 'Nordlicht%'"
        foreach ($shown in (Show ($row | Format-List)), (Show ($row | Format-Table Owner, Contacts)), (Show ($row | Select-Object Owner, Contacts | Format-List)), (Show $row)) {
            $shown -join ' ' | Should -Match 'Jonas Möser'
            $shown -join ' ' | Should -Match '\{Hansen, Krüger\}'
        }
        $row = Invoke-SfQuery "SELECT Owner.Alias, BillingAddress, (SELECT Id FROM Contacts LIMIT 2) FROM Account WHERE Name LIKE 'Nordlicht%'"
        "$($row.Owner)" | Should -Be $row.Owner.Alias
        "$($row.BillingAddress)" | Should -Match '^Hamburg, Germany'
        (Show ($row | Format-List)) -join ' ' | Should -Match 'BillingAddress : Hamburg, Germany'
        $row = Invoke-SfQuery 'SELECT Name, Owner.Id, (SELECT Id FROM Contacts LIMIT 2) FROM Account WHERE Id IN (SELECT AccountId FROM Contact) LIMIT 1'
        (Show ($row | Format-List)) -join ' ' | Should -Match 'User 005\w{15}.*\{Contact 003\w{15}, Contact 003\w{15}\}'
    }

    It 'works when the output is formatted by the user' {
        (Show (Get-SfSession acme-dev | Format-List Name, ApiUsage)) -join ' ' | Should -Match 'Name\s+: acme-dev.*ApiUsage\s+: \d+/15000'
        (Show (Get-SfSession | Format-Table Name, IsDefault)).Count | Should -BeGreaterThan 2
    }
}

Describe 'The table of rows' {
    BeforeAll {
        $org = Start-TestOrg
        $session = Connect-TestOrg $org @{ Name = 'rows' }
        $manifest = Join-Path (Get-Module SalesforceCC).ModuleBase 'SalesforceCC.psd1'
        $long = 'Ω' * 300
        $null = 'x', '株式会社ツバメ計測株式会社ツバメ計測', "two`nlines", "$long", '😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀' | ForEach-Object {
            @{ Name = "Shown $_".Substring(0, [Math]::Min(255, "Shown $_".Length)); Description = "$_"; NumberOfEmployees = $_.Length; AnnualRevenue = $_.Length * 1000 / 3 }
        } | New-SfRecord Account
        $of = "FROM Account WHERE Name LIKE 'Shown %' ORDER BY CreatedDate, Id"

        # A host without a window, as in a service: 79 columns, whoever runs the tests.
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$manifest'").Invoke()

        function Show-Rows($Value, [int] $Width = 120, [string] $Format, [string] $Culture = 'en-US') {
            $shell.Commands.Clear()
            $null = $shell.AddScript('
                param($Value, $Width, $Format, $Culture)
                [cultureinfo]::CurrentCulture = $Culture
                Set-StrictMode -Version Latest
                $Error.Clear()
                if ($Format) { $Value | & $Format | Out-String -Width $Width } else { $Value | Out-String -Width $Width }
                if ($Error.Count) { throw $Error[0] }
            ').AddArgument($Value).AddArgument($Width).AddArgument($Format).AddArgument($Culture)
            $text = $shell.Invoke()
            "$($shell.Streams.Error)$($shell.Streams.Warning)$($shell.Streams.Information)" | Should -BeNullOrEmpty
            $text -replace '\e\[[\d;]*m' -split '\r?\n' | Where-Object { $_.Trim() }
        }

        # Cells as a terminal counts them: two for East Asian characters.
        function Get-Width([string] $Line) { ($Line -replace '[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFF60]', 'xx').Length }
    }

    AfterAll { $shell.Dispose(); Stop-TestOrg $org }

    It 'fits <_> columns, with a column for each field and nothing else' -ForEach 80, 120, 200 {
        $lists = 'Id', 'Name', 'Id, Name', 'Name, Description', 'Id, Name, NumberOfEmployees, AnnualRevenue', 'Name, Owner.Name, CreatedDate', 'Name, CreatedDate, LastModifiedDate',
            'Name, (SELECT LastName FROM Contacts)', 'Id, Name, Industry, IsDeleted, Rating, Type', 'Name, Industry, Rating, Type, Fax, Phone, Site', 'Id, Name, BillingAddress', 'OwnerId, ParentId, Name'
        foreach ($list in $lists) {
            $rows = Invoke-SfQuery "SELECT $list $of"
            $rows[0] | Should -BeOfType ([SalesforceCC.SfTableRecord]) -Because $list
            $lines = Show-Rows $rows $_
            $lines[0] | Should -Be '   Type: Account'
            $lines | ForEach-Object { Get-Width $_ | Should -BeLessThan 80 -Because "$list $_" }
            -split $lines[1] | Should -Be $rows[0].GetFieldNames() -Because $list
            $lines[2] | Should -Match '^[- ]+$'
            $lines.Count | Should -Be 8 -Because $list
        }
    }

    It 'has IDs, dates and numbers whole, and cuts texts' {
        $rows = Invoke-SfQuery "SELECT Id, Name, Description, NumberOfEmployees, CreatedDate $of"
        $rows[0] | Should -BeOfType ([SalesforceCC.SfTableRecord])
        foreach ($culture in 'en-US', 'de-DE', 'ja-JP', 'th-TH') {
            $lines = Show-Rows $rows -Culture $culture
            $culture = [cultureinfo]$culture
            foreach ($i in 0..4) {
                $lines[$i + 3] | Should -BeLike "$($rows[$i].Id) Shown*"
                $lines[$i + 3] | Should -BeLike "* $($rows[$i].NumberOfEmployees) $($rows[$i].CreatedDate.LocalDateTime.ToString('g', $culture))"
            }
            $lines[6] | Should -Match 'Ω… Ω+… '
            $lines -match '[\uD800-\uDBFF](?![\uDC00-\uDFFF])' | Should -BeNullOrEmpty
        }
    }

    It 'sets numbers to the right, a day without its time, and a line for each row' {
        $lines = Show-Rows (Invoke-SfQuery "SELECT NumberOfEmployees, AnnualRevenue, Description $of") -Culture de-DE
        $lines[1] | Should -Match '^NumberOfEmployees AnnualRevenue Description$'
        $lines[3] | Should -Match '^ {16}1\s+333,\d+ x$'
        $lines[5] | Should -Match 'two lines$'
        $days = Invoke-SfQuery "SELECT LastName, Birthdate FROM Contact WHERE Birthdate != null LIMIT 1"
        (Show-Rows $days -Culture de-DE)[3] | Should -Match "^\S+\s+$($days.Birthdate.ToString('dd.MM.yyyy'))$"
    }

    It 'shows groups with their aliases, and nulls' {
        $lines = Show-Rows (Invoke-SfQuery 'SELECT Industry, COUNT(Id) n, MAX(AnnualRevenue) most FROM Account GROUP BY Industry')
        $lines[0] | Should -Be '   Type: AggregateResult'
        -split $lines[1] | Should -Be 'Industry', 'n', 'most'
        (Show-Rows (Invoke-SfQuery "SELECT ParentId, Name $of" | Select-Object -First 1))[3] | Should -Match '^\s+Shown x$'
    }

    It 'gives way to a list where fields are many or wide' {
        foreach ($list in 'FIELDS(STANDARD)', 'Id, Name, Industry, Rating, Type, Fax, Phone, Site, Website', 'Id, Name, OwnerId, ParentId, CreatedDate, LastModifiedDate') {
            $rows = Invoke-SfQuery "SELECT $list $of"
            $rows[0] | Should -Not -BeOfType ([SalesforceCC.SfTableRecord]) -Because $list
            foreach ($width in 80, 120) {
                $lines = Show-Rows $rows[0] $width
                $lines | ForEach-Object { Get-Width $_ | Should -BeLessOrEqual $width }
                $lines.Where({ $_ -match '^\w+\s+: ' }).ForEach({ ($_ -split '\s+:')[0] }) | Should -Be $rows[0].GetFieldNames()
            }
        }
    }

    It 'begins again where other rows follow, and never holds back rows of other types' {
        $mixed = @(Invoke-SfQuery "SELECT Name $of") + @(Invoke-SfQuery 'SELECT LastName, FirstName FROM Contact LIMIT 2') + @(Invoke-SfQuery "SELECT Name $of") + @(Invoke-SfQuery "SELECT FIELDS(STANDARD) $of LIMIT 1")
        $lines = Show-Rows $mixed
        $lines -match '^   Type: ' | Should -Be '   Type: Account', '   Type: Contact', '   Type: Account'
        $lines -match '^Shown x' | Should -HaveCount 2
        $lines -match '^Name\s+: Shown x' | Should -HaveCount 1
    }

    It 'is made for rows of a file or a job, too' {
        $rows = Invoke-SfQuery "SELECT Name, Owner.Name, CreatedDate, NumberOfEmployees, (SELECT LastName FROM Contacts) $of"
        $rows | Export-Clixml (Join-Path $TestDrive rows.xml)
        $again = Import-Clixml (Join-Path $TestDrive rows.xml)
        $again[0].PSObject.TypeNames[0] | Should -Be 'Deserialized.Salesforce.Account'
        $again[0].PSObject.Properties.Name | Should -Be $rows[0].GetFieldNames()
        $lines = Show-Rows $again
        $lines[0] | Should -Be '   Type: Account'
        $lines[3] | Should -Match "^Shown x\s+.*\s$([regex]::Escape($rows[0].CreatedDate.LocalDateTime.ToString('g', [cultureinfo]'en-US')))\s+1 \{\}$"
        $lines | ForEach-Object { Get-Width $_ | Should -BeLessThan 80 }
    }

    It 'shows what was added to rows, and the properties a user has chosen for the type' {
        $rows = Invoke-SfQuery "SELECT Name $of" | Add-Member Score 5 -PassThru
        -split (Show-Rows $rows)[1] | Should -Be 'Score', 'Name'
        Update-TypeData -TypeName Salesforce.Account -DefaultDisplayPropertySet Industry, Name -Force
        try { -split (Show-Rows (Invoke-SfQuery "SELECT Id, Name, Industry $of"))[1] | Should -Be 'Industry', 'Name' }
        finally { Remove-TypeData -TypeName Salesforce.Account }
    }

    It 'leaves Format-Table, Format-List, Format-Wide and Select-Object as they are' {
        $rows = Invoke-SfQuery "SELECT Id, Name, NumberOfEmployees $of"
        -split (Show-Rows $rows[0] -Format Format-Table)[0] | Should -Be 'Id', 'Name', 'NumberOfEmployees'
        (Show-Rows $rows[0] -Format Format-List) -replace '\s*:.*' | Should -Be 'Id', 'Name', 'NumberOfEmployees'
        (Show-Rows $rows -Format Format-Wide)[0] | Should -Match '^Shown x\s+Shown 株'
        -split (Show-Rows ($rows[0] | Select-Object Name, NumberOfEmployees))[0] | Should -Be 'Name', 'NumberOfEmployees'
    }

    It 'gives way to a view of the user' {
        $file = Join-Path $TestDrive mine.format.ps1xml
        Set-Content $file '<Configuration><ViewDefinitions><View><Name>mine</Name><ViewSelectedBy><TypeName>Salesforce.Account</TypeName></ViewSelectedBy><ListControl><ListEntries><ListEntry><ListItems><ListItem><Label>Mine</Label><PropertyName>Name</PropertyName></ListItem></ListItems></ListEntry></ListEntries></ListControl></View></ViewDefinitions></Configuration>'
        $own = [powershell]::Create()
        try {
            $null = $own.AddScript("Import-Module '$manifest'; Update-FormatData -AppendPath '$file'; `$args[0] | Out-String").AddArgument((Invoke-SfQuery "SELECT Id, Name $of"))
            $own.Invoke() -join '' | Should -Match 'Mine : Shown x'
        }
        finally { $own.Dispose() }
    }

    It 'is a list in ConstrainedLanguage mode, which calls no methods' {
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule($manifest)
        $state.LanguageMode = 'ConstrainedLanguage'
        $own = [powershell]::Create($state)
        try {
            $null = $own.AddScript('$args[0] | Out-String').AddArgument((Invoke-SfQuery "SELECT Id, Name $of"))
            $own.Invoke() -join '' | Should -Match 'Name : Shown x'
            $own.Streams.Error | Should -BeNullOrEmpty
        }
        finally { $own.Dispose() }
    }

    It 'colors the names of the columns as PowerShell does' -Skip:($PSVersionTable.PSVersion -lt [version]'7.2') {
        $before = $PSStyle.OutputRendering
        $PSStyle.OutputRendering = 'Ansi'
        try { (Invoke-SfQuery "SELECT Name $of" | Out-String).Contains("$($PSStyle.Formatting.TableHeader)Name") | Should -BeTrue }
        finally { $PSStyle.OutputRendering = $before }
    }
}
